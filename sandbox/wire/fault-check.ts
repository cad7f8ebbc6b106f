import { limits } from '../limits';
import { shownOrderId } from '../order-id';
import { SandboxError } from '../sandbox-error';
import type { FaultKind, FaultRule } from './faults';

const HOLDING: readonly FaultKind[] = ['hold', 'hold_before'];

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_fault', problem);
}

function isWhole(value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

/** Whom a rule meets cannot be told while connections are refused, because no request is seen. */
function checkRefusal(rule: FaultRule): void {
  if (rule.route !== '*') refuse("route: refuse_connection is for every route; give '*'");
  for (const field of ['orderId', 'merchantId', 'times', 'skip', 'probability', 'holdMs'] as const) {
    if (rule[field] !== undefined) refuse(`${field}: does not apply to refuse_connection; leave it out`);
  }
}

/** Refuses a fault rule that could never fire, or never end (sandbox_invalid_fault). */
export function checkFault(rule: FaultRule): void {
  const {
    times = 1,
    skip = 0,
    probability = 1,
    holdMs = 0,
    durationMs = 0,
    retryAfterSeconds = 0,
    orderId,
  } = rule;
  if (times !== 'always' && !isWhole(times, 1)) refuse("times: give a whole number from 1, or 'always'");
  if (!isWhole(skip, 0)) refuse('skip: give a whole number from 0');
  if (!(probability >= 0 && probability <= 1)) refuse('probability: give a number from 0 to 1');
  if (!isWhole(holdMs, 0, limits.maxHoldMs)) refuse(`holdMs: give 0 to ${limits.maxHoldMs} milliseconds`);
  if (!isWhole(durationMs, 0, limits.maxRefusalMs))
    refuse(`durationMs: give 0 to ${limits.maxRefusalMs} milliseconds`);
  if (orderId !== undefined && shownOrderId(orderId) === undefined)
    refuse('orderId: give 1-40 letters and digits that could not be a card number');
  if (!isWhole(retryAfterSeconds, 0, limits.maxRetryAfterSeconds))
    refuse(`retryAfterSeconds: give 0 to ${limits.maxRetryAfterSeconds} seconds`);
  if (rule.retryAfterSeconds !== undefined && rule.kind !== 'error_429')
    refuse('retryAfterSeconds: is for error_429 only; leave it out');
  if (rule.holdMs !== undefined && !HOLDING.includes(rule.kind))
    refuse('holdMs: is for hold and hold_before only; leave it out');
  if (rule.kind === 'refuse_connection') checkRefusal(rule);
  else if (rule.durationMs !== undefined) refuse('durationMs: is for refuse_connection only; leave it out');
}
