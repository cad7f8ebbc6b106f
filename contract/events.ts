import { z } from 'zod';
import { CHANGE_KINDS } from '../domain/edits/change';
import { COMMAND_STATES } from '../domain/edits/command';
import { CHARGE_OUTCOMES, CYCLE_OUTCOMES, KNOWN_BY } from '../domain/ledger/outcomes';
import { SUBSCRIPTION_STATES } from '../domain/subscription/states';
import { attentionCause } from './attention-cause';
import { date, instant } from './times';

const cents = z.int().meta({ description: 'Integer cents of Brazilian reais' });

const envelope = {
  id: z.string().meta({
    description: 'The same for every delivery and reading of this event: keep it, and drop what you have',
  }),
  schemaVersion: z.literal(1),
  time: instant.meta({ description: 'When it became known to the subscription' }),
  sequence: z
    .int()
    .meta({ description: 'Position among the events of the subscription, from 1, without a gap' }),
  merchant: z.string(),
  orderId: z.string(),
  attempt: z
    .int()
    .optional()
    .meta({ description: 'Which attempt at the order it is of; absent in a first one' }),
  subject: z.string().meta({
    description:
      'What it is about: `subscription`, `charge/<nit>`, `cycle/<date>`, `command/<id>`, `attention/<flag>`',
  }),
};

const subscriptionEvent = z
  .object({
    ...envelope,
    type: z.enum([
      'subscription.created',
      'subscription.activated',
      'subscription.past_due',
      'subscription.paused',
      'subscription.resumed',
      'subscription.cancelled',
      'subscription.completed',
      'subscription.rejected',
      'subscription.undone',
      'subscription.expired',
      'subscription.retired',
    ]),
    data: z.object({
      state: z.enum(SUBSCRIPTION_STATES),
      terms: z.object({
        amountCents: cents,
        firstDate: date,
        intervalMonths: z.int(),
        numberOfTimes: z.int().optional(),
      }),
      sid: z.string().optional(),
      nit: z.string().optional(),
      nextDate: date.optional(),
      paidCents: cents,
      owedCents: cents,
      why: z
        .object({ event: z.string(), what: z.string() })
        .optional()
        .meta({ description: 'Of an end: the line of the audit trail that tells why' }),
    }),
  })
  .meta({ id: 'SubscriptionLifeEvent', description: 'A step in the life of a subscription' });

const chargeEvent = z
  .object({
    ...envelope,
    type: z.enum([
      'charge.paid',
      'charge.denied',
      'charge.failed',
      'charge.refunded',
      'charge.reversed',
      'charge.late_cancel',
    ]),
    data: z.object({
      charge: z.object({
        nit: z.string(),
        outcome: z.enum(CHARGE_OUTCOMES),
        amountCents: cents.optional(),
        amountAssumed: z.literal(true).optional(),
        soldCents: cents.optional(),
        refundedCents: cents.optional(),
        reversedCents: cents.optional(),
        at: instant.optional(),
        firstSeenAt: instant.optional(),
        code: z.string().optional(),
        message: z.string().optional(),
        knownBy: z.enum(KNOWN_BY),
        knownAt: instant,
      }),
      of: z.union([z.literal('immediate'), z.object({ cycle: z.int(), dueDate: date })]),
    }),
  })
  .meta({
    id: 'ChargeEvent',
    description: 'What became of a charge, whole: a later event of the same charge replaces it',
  });

const cycleEvent = z
  .object({
    ...envelope,
    type: z.enum(['cycle.paid', 'cycle.recovered', 'cycle.missed', 'cycle.paid_twice']),
    data: z.object({
      number: z.int(),
      dueDate: date,
      outcome: z.enum(CYCLE_OUTCOMES),
      charges: z.array(z.string()).meta({ description: 'NITs of all its charges' }),
    }),
  })
  .meta({ id: 'CycleEvent', description: 'What became of a due date' });

const paymentEvent = z
  .object({
    ...envelope,
    type: z.literal('payment.awaiting_confirmation'),
    data: z.object({ nit: z.string(), amountCents: cents.optional(), confirmBy: instant.optional() }),
  })
  .meta({ id: 'PaymentEvent', description: 'An authorised payment waits for confirm or undo' });

const commandEvent = z
  .object({
    ...envelope,
    type: z.enum(['command.done', 'command.failed']),
    data: z.object({
      id: z.string(),
      command: z.enum([...CHANGE_KINDS, 'refund']),
      what: z.string(),
      by: z.string(),
      state: z.enum(COMMAND_STATES),
      problem: z.object({ code: z.string(), message: z.string() }).optional(),
      amountCents: z.int().optional().meta({ description: 'The new amount, or what is given back' }),
      nextDate: date.optional(),
      installments: z.int().optional(),
      when: z.enum(['now', 'period_end']).optional(),
      chargeMissed: z.boolean().optional(),
      charge: z.string().optional().meta({ description: 'Of a refund: the NIT of its charge' }),
      accessUntil: date.optional().meta({
        description: 'Of a cancellation at the end of the period: until when what was paid for goes on',
      }),
    }),
  })
  .meta({ id: 'CommandEvent', description: 'What became of a change or a refund that somebody asked for' });

const attentionEvent = z
  .object({
    ...envelope,
    type: z.enum(['attention.raised', 'attention.cleared']),
    data: attentionCause,
  })
  .meta({ id: 'AttentionEvent', description: 'Something came before a person, or went' });

/** One event. Fields may be added, and types: readers ignore what they do not know. */
export const subscriptionEventSchema = z
  .discriminatedUnion('type', [
    subscriptionEvent,
    chargeEvent,
    cycleEvent,
    paymentEvent,
    commandEvent,
    attentionEvent,
  ])
  .meta({ title: 'SubscriptionEvent', description: 'What a billing system is told of (docs/events.md)' });

/** An event as it is handed out: read by cursor, or posted. */
export type SubscriptionEvent = z.output<typeof subscriptionEventSchema>;
export type SubscriptionEventType = SubscriptionEvent['type'];

/** Answer of the Query `events`. */
export const eventsAnswerSchema = z.object({
  events: z.array(subscriptionEventSchema).meta({ description: 'Oldest first' }),
  last: z.int().meta({ description: 'Sequence of the last event there is' }),
  earliest: z
    .int()
    .meta({ description: 'Sequence of the oldest event that is kept; one more than `last` when none is' }),
  undelivered: z.array(z.object({ from: z.int(), to: z.int(), at: instant, problem: z.string() })).meta({
    description: 'Events that the receiver of the merchant did not take, by sequence, both included',
  }),
});
export type EventsAnswer = z.output<typeof eventsAnswerSchema>;
