import { z } from 'zod';
import { AUDIT_EVENTS } from '../domain/audit';
import { CALL_KINDS, RESOLUTIONS } from '../domain/calls/call';
import { CHARGE_OUTCOMES, CYCLE_OUTCOMES, KNOWN_BY } from '../domain/ledger/outcomes';
import { REFUND_STATES } from '../domain/refunds/refund';
import { CHANGE_KINDS } from '../domain/edits/change';
import { COMMAND_STATES } from '../domain/edits/command';
import { ATTENTION } from '../domain/subscription/attention';
import { SUBSCRIPTION_STATES } from '../domain/subscription/states';
import { adoptionRefusalSchema, misfitsSchema } from './adoption';
import { attentionCause } from './attention-cause';
import { date, instant } from './times';

const state = z.enum(SUBSCRIPTION_STATES);

const charge = z
  .object({
    nit: z.string(),
    outcome: z.enum(CHARGE_OUTCOMES),
    gatewayStatus: z.string().optional(),
    amountCents: z.int().optional(),
    amountAssumed: z.literal(true).optional().meta({
      description: 'The gateway did not tell the amount: it is the one of the schedule as it was then',
    }),
    amountUnreadable: z.literal(true).optional(),
    soldCents: z
      .int()
      .optional()
      .meta({ description: 'What was sold, where the gateway charged another amount' }),
    refundedCents: z
      .int()
      .optional()
      .meta({ description: 'What we gave back of it; `amountCents` stays what was captured' }),
    reversedCents: z
      .int()
      .optional()
      .meta({ description: 'A part that was given back behind our back: in the portal, or by the bank' }),
    usn: z.string().optional().meta({ description: "The gateway's sequence number of it (esitef_usn)" }),
    at: instant.optional(),
    firstSeenAt: instant.optional().meta({
      description:
        'When it was first seen, where what became of it was known later and no answer names its date',
    }),
    code: z.string().optional().meta({ description: "The issuer's code" }),
    message: z.string().optional(),
    knownBy: z.enum(KNOWN_BY),
    knownAt: instant,
  })
  .meta({ id: 'Charge', description: 'One attempt to move money, as the gateway told it' });

const cycleOutcome = z.enum(CYCLE_OUTCOMES);

const cycle = z
  .object({
    number: z.int(),
    dueDate: date,
    outcome: cycleOutcome,
    charges: z.array(charge),
    executedBefore: z.literal(true).optional().meta({
      description: 'It was executed before the adoption; its charges here repeat that execution',
    }),
  })
  .meta({ id: 'Cycle', description: 'One due date of the schedule with every charge made for it' });

const ledger = z
  .object({
    immediate: z.array(charge),
    cycles: z.array(cycle),
    summary: z.object({
      cycles: z.int(),
      paidCents: z.int().meta({ description: 'Received and kept: what was given back does not count' }),
      refundedCents: z.int().meta({ description: 'Given back by us' }),
      reversedCents: z.int().meta({ description: 'Given back behind our back' }),
      owedCents: z.int().meta({ description: 'What denied cycles were to bring, and did not' }),
      byOutcome: z.record(cycleOutcome, z.int()),
      openCharges: z.int(),
    }),
    earlier: z.object({ cycles: z.int(), until: date }).optional().meta({
      description:
        'Cycles that lie far back: they count in the summary, and their detail is read from earlier runs (`charges`)',
    }),
  })
  .meta({ id: 'Ledger', description: 'Every cycle of the last years and its charges, oldest first' });

/** What a person asked for, and how it stands: a change of the schedule, or a refund. */
const asked = {
  id: z.string(),
  what: z.string(),
  by: z.string(),
  reason: z.string(),
  at: instant,
  waitingFor: z.string().optional().meta({ description: 'Of one under way: what it waits for' }),
  doubt: z
    .string()
    .optional()
    .meta({ description: 'It was sent, and this is why it is not known what became of it' }),
  endedAt: instant.optional(),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
};

/** What a change asks for, by field; of its card nothing is shown. */
const details = {
  amountCents: z.int().optional().meta({ description: 'Of `changeAmount`' }),
  nextDate: date.optional().meta({ description: 'Of `changeNextDate`, and of a `resume` that names one' }),
  installments: z.int().optional().meta({ description: 'Of `changeInstallments`' }),
  when: z.enum(['now', 'period_end']).optional().meta({ description: 'Of `cancel`' }),
  chargeMissed: z.boolean().optional().meta({ description: 'Of `resume`' }),
};

const earlierAttempt = z
  .object({
    startedAt: instant,
    endedAt: instant,
    what: z.string().meta({ description: 'How it ended' }),
    reason: z.string().optional(),
    nit: z.string().optional(),
    sid: z.string().optional(),
    lastEvent: z.int(),
  })
  .meta({
    id: 'EarlierAttempt',
    description: 'A start of the same order that came to nothing; no money moved',
  });

const adoption = z
  .object({
    before: z
      .object({
        executions: z.int().meta({ description: "The gateway's counter at the adoption" }),
        listed: z.int().meta({ description: 'Executions that the gateway listed then' }),
        lastDueDate: date.optional(),
      })
      .optional(),
    misfits: misfitsSchema
      .optional()
      .meta({ description: 'Where the gateway kept other terms than were sold' }),
    refused: z
      .object({ reason: adoptionRefusalSchema, what: z.string(), at: instant })
      .optional()
      .meta({ description: 'Why it was not adopted' }),
  })
  .meta({ id: 'Adoption', description: 'Of a schedule that existed before us; what was before is history' });

/** Answer of the Query `status` and result of the workflow. Fields may be added; readers ignore unknown ones. */
export const subscriptionViewSchema = z
  .object({
    merchant: z.string(),
    orderId: z.string(),
    entry: z.enum(['pay_now', 'start_later', 'adopt']),
    attempt: z
      .int()
      .optional()
      .meta({ description: 'Which attempt at the order it is, from 2 on; absent in a first one' }),
    earlierAttempts: z
      .array(earlierAttempt)
      .optional()
      .meta({ description: 'Starts of the same order that ended as rejected, oldest first' }),
    state,
    stateSince: instant,
    sold: z
      .object({
        amountCents: z.int(),
        firstDate: date,
        intervalMonths: z.int(),
        numberOfTimes: z.int().optional(),
      })
      .meta({ description: 'What was sold, as changed since by a named person' }),
    gateway: z.object({
      nit: z.string().optional(),
      sid: z.string().optional(),
      paymentStatus: z.string().optional(),
      scheduleStatus: z.string().optional(),
      askedAt: instant.optional().meta({ description: 'When the gateway last answered a question' }),
      nextDate: date.optional(),
      currentTimes: z.int().optional(),
      numberOfTimes: z.int().optional(),
      amountCents: z.int().optional(),
    }),
    nextMoment: instant.optional().meta({ description: 'When the subscription acts next by itself' }),
    waitingFor: z.string().optional(),
    confirmBy: instant.optional(),
    decision: z
      .object({
        kind: z.enum(['confirm', 'undo']),
        by: z.string(),
        reason: z.string(),
        at: instant,
        doneAt: instant
          .optional()
          .meta({ description: 'When the gateway had carried it out, or stood decided' }),
      })
      .optional(),
    doubt: z
      .object({
        call: z.enum(['pay', 'confirm', 'undo', 'activate']),
        reason: z.string(),
        since: instant,
        asked: z.int(),
      })
      .optional()
      .meta({ description: 'The call whose outcome is being asked for' }),
    blocked: z
      .object({
        call: z.enum([...CALL_KINDS, 'charge']),
        since: instant,
        reason: z.string(),
        findOut: z.string(),
        decisions: z.array(z.enum(RESOLUTIONS)),
        about: z.string().optional().meta({
          description:
            'NIT or SID that it is about, for `about` of the command `resolve`; absent where there is none',
        }),
      })
      .optional(),
    adoption: adoption.optional(),
    commands: z
      .array(z.object({ ...asked, command: z.enum(CHANGE_KINDS), ...details, state: z.enum(COMMAND_STATES) }))
      .meta({
        description:
          'What persons asked to change, in the order of acceptance: all that wait, and the last that ended',
      }),
    refunds: z
      .array(
        z.object({
          ...asked,
          charge: z.string().meta({ description: 'NIT of the charge' }),
          nit: z.string().optional().meta({ description: 'NIT of the refund' }),
          amountCents: z.int().meta({ description: 'What was asked for' }),
          refundedCents: z.int().optional().meta({ description: 'What went back' }),
          state: z.enum(REFUND_STATES),
        }),
      )
      .meta({
        description:
          'What persons asked to give back, in the order of acceptance: all that are open, and the last that ended',
      }),
    cancellation: z
      .object({
        when: z.enum(['now', 'period_end']),
        by: z.string(),
        reason: z.string(),
        at: instant,
        inactiveAt: instant
          .optional()
          .meta({ description: 'When the gateway first said that it charges no more' }),
        accessUntil: date.optional().meta({
          description:
            'With period_end: until when what was paid for goes on, the first due date of which no money was kept; it may have passed',
        }),
      })
      .optional(),
    attention: z
      .array(z.enum(ATTENTION))
      .meta({ description: 'Why a person should look; empty when nobody needs to' }),
    attentionDetails: z
      .array(attentionCause)
      .meta({ description: 'Each cause of a flag in words, and by field what those are about' }),
    lastError: z.object({ at: instant, call: z.string(), code: z.string(), message: z.string() }).optional(),
    ledger,
    audit: z.array(
      z.object({
        at: instant,
        by: z.string().meta({ description: 'gateway, system for our own clock, or who sent a command' }),
        event: z.enum(AUDIT_EVENTS),
        what: z.string(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({
    title: 'SubscriptionView',
    description: 'Answer of the Query `status` and result of the workflow',
  });

export type SubscriptionView = z.output<typeof subscriptionViewSchema>;
