import { z } from 'zod';
import {
  LOSABLE_CALLS,
  ODD_ANSWERS,
  OUTAGES,
  PORTAL_STATUSES,
  REHEARSAL_RANGES,
  SILENCES,
  TEMPORAL_CALLS,
  type RehearsalAction,
} from '../../contract/rehearsal';
import type { Stack } from '../stack';
import { advance, status } from './clock-actions';
import { denyNext, loseNextReply, repeatExecutions } from './gateway-actions';
import { makeBlocked } from './make-blocked';
import { oddAnswers, silence } from './odd-answers';
import { outage, recover } from './outages';
import { portal } from './portal-actions';
import { RehearsalRefused } from './refused';
import { inTemporal } from './temporal-actions';

const named = { merchant: z.string(), orderId: z.string() };
const nothing = z.object({});
const inRange = (action: keyof typeof REHEARSAL_RANGES): z.ZodOptional<z.ZodInt> => {
  const { min, max } = REHEARSAL_RANGES[action];
  return z.int().min(min).max(max).optional();
};

type Act = (stack: Stack, args: unknown) => Promise<string[]>;

/** An action with what it takes, checked. */
function act<T>(schema: z.ZodType<T>, run: (stack: Stack, args: T) => Promise<string[]>): Act {
  return async (stack, args) => {
    const parsed = schema.safeParse(args);
    if (parsed.success) return run(stack, parsed.data);
    const fields = parsed.error.issues.map(({ path }) => `--${path.join('.')}`);
    throw new RehearsalRefused(`not valid: ${fields.join(', ')}`, 'See `carat dev --help`.');
  };
}

/** Everything that can be rehearsed. */
export const ACTIONS: Readonly<Record<RehearsalAction, Act>> = {
  status: act(nothing, status),
  advance: act(z.object({ ...named, to: z.string().optional(), days: inRange('advance') }), advance),
  'deny-next': act(
    z.object({
      ...named,
      code: z
        .string()
        .regex(/^\w{1,4}$/)
        .optional(),
    }),
    denyNext,
  ),
  'lose-next-reply': act(z.object({ ...named, call: z.enum(LOSABLE_CALLS).optional() }), loseNextReply),
  outage: act(z.object({ seconds: inRange('outage'), kind: z.enum(OUTAGES).optional() }), outage),
  recover: act(nothing, recover),
  'make-blocked': act(z.object(named), makeBlocked),
  'repeat-executions': act(z.object({ ...named, days: inRange('repeat-executions') }), repeatExecutions),
  portal: act(
    z.object({
      ...named,
      status: z.enum(PORTAL_STATUSES).optional(),
      amountCents: inRange('portal'),
      nextDate: z.string().optional(),
      reverse: z.boolean().optional(),
    }),
    portal,
  ),
  silence: act(z.object({ ...named, about: z.enum(SILENCES).optional() }), silence),
  'odd-answers': act(z.object({ ...named, about: z.enum(ODD_ANSWERS).optional() }), oddAnswers),
  temporal: act(z.object({ ...named, call: z.enum(TEMPORAL_CALLS).optional() }), inTemporal),
};
