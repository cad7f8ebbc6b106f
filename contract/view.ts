import { z } from 'zod';
import { END_STATES, LIVE_STATES } from '../domain/lifecycle';
import { RESOLUTIONS } from '../domain/subscription';

const instant = z.string().meta({ format: 'date-time', description: 'ISO 8601, UTC' });
const date = z.string().meta({ format: 'date', description: 'YYYY-MM-DD in São Paulo' });
const state = z.enum([...LIVE_STATES, ...END_STATES]);

const charge = z
  .object({
    nit: z.string(),
    outcome: z.enum(['paid', 'denied', 'failed', 'undone', 'expired', 'reversed', 'pending', 'unknown']),
    gatewayStatus: z.string().optional(),
    amountCents: z.int().optional(),
    at: instant.optional(),
    code: z.string().optional().meta({ description: "The issuer's code" }),
    message: z.string().optional(),
    knownBy: z.enum(['answer', 'query', 'list', 'person']),
    knownAt: instant,
  })
  .meta({ id: 'Charge', description: 'One attempt to move money, as the gateway told it' });

const cycleOutcome = z.enum([
  'due',
  'paid',
  'denied',
  'reversed',
  'unsettled',
  'missed',
  'skipped',
  'paid_twice',
]);

const cycle = z
  .object({ number: z.int(), dueDate: date, outcome: cycleOutcome, charges: z.array(charge) })
  .meta({ id: 'Cycle', description: 'One due date of the schedule with every charge made for it' });

const ledger = z
  .object({
    immediate: z.array(charge),
    cycles: z.array(cycle),
    summary: z.object({
      cycles: z.int(),
      paidCents: z.int(),
      byOutcome: z.record(cycleOutcome, z.int()),
      openCharges: z.int(),
    }),
  })
  .meta({ id: 'Ledger', description: 'Every cycle and every charge, oldest first' });

/** Answer of the Query `status` and result of the workflow. Fields may be added; readers ignore unknown ones. */
export const subscriptionViewSchema = z
  .object({
    merchant: z.string(),
    orderId: z.string(),
    entry: z.enum(['pay_now', 'start_later']),
    state,
    stateSince: instant,
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
      .object({ kind: z.enum(['confirm', 'undo']), by: z.string(), reason: z.string(), at: instant })
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
        call: z.enum(['pay', 'confirm', 'undo', 'activate', 'create', 'charge']),
        since: instant,
        reason: z.string(),
        findOut: z.string(),
        decisions: z.array(z.enum(RESOLUTIONS)),
      })
      .optional(),
    attention: z
      .array(z.string())
      .meta({ description: 'Why a person should look; empty when nobody needs to' }),
    lastError: z.object({ at: instant, call: z.string(), code: z.string(), message: z.string() }).optional(),
    ledger,
    audit: z.array(
      z.object({ at: instant, by: z.string(), what: z.string(), reason: z.string().optional() }),
    ),
  })
  .meta({
    title: 'SubscriptionView',
    description: 'Answer of the Query `status` and result of the workflow',
  });

export type SubscriptionView = z.output<typeof subscriptionViewSchema>;
