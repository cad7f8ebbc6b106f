import { limits } from '../limits';
import { shownOrderId } from '../order-id';
import { SandboxError } from '../sandbox-error';
import { termsOfRoute, type OtherTerms } from '../other-terms';
import { isCalendarDate } from '../time/calendar';
import { OF_LISTENER, type FaultKind, type FaultRule } from './faults';
import { checkTiming } from './rule-book';

const HOLDING: readonly FaultKind[] = ['hold', 'hold_before'];

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_fault', problem);
}

function isWhole(value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

/** Whom a rule of the listener meets cannot be told, because no request is seen. */
function checkListenerRule(rule: FaultRule): void {
  if (rule.route !== '*') refuse(`route: ${rule.kind} is for every route; give '*'`);
  for (const field of ['orderId', 'merchantId', 'times', 'skip', 'probability', 'holdMs', 'share'] as const) {
    if (rule[field] !== undefined) refuse(`${field}: does not apply to ${rule.kind}; leave it out`);
  }
}

/** Names of fields on the wire, and texts as long as the gateway's longest. */
function checkFields({ kind, fields }: FaultRule): void {
  if (kind !== 'other_fields') {
    if (fields !== undefined) refuse('fields: is for other_fields only; leave it out');
    return;
  }
  const given = Object.entries(fields ?? {});
  if (given.length === 0) refuse('fields: say which fields are told, and with which text');
  const odd = given.find(
    ([name, text]) => !/^([a-z_]{1,40}\.)?[a-z_]{1,40}$/.test(name) || text.length > limits.textOfField,
  );
  if (odd !== undefined)
    refuse(
      `fields: give names such as amount or schedule.amount, and texts of up to ${limits.textOfField} characters`,
    );
}

/** Only terms that the call has to do with, each of the form that the gateway could have. */
function checkTerms({ route, terms = {} }: FaultRule): void {
  const fitting = route === '*' ? undefined : termsOfRoute[route];
  if (fitting === undefined) refuse('route: other_terms is for create, pay, activate and the queries');
  const given = Object.keys(terms) as (keyof OtherTerms)[];
  if (given.length === 0) refuse('terms: say which terms the gateway keeps or tells');
  const odd = given.find((term) => !fitting.includes(term));
  if (odd !== undefined) refuse(`terms.${odd}: ${route} has nothing to do with it; leave it out`);
  const {
    amountCents = 1,
    paymentAmountCents = 1,
    numberOfTimes = 1,
    intervalMonths = 1,
    initialDate,
  } = terms;
  for (const cents of [amountCents, paymentAmountCents])
    if (!isWhole(cents, 1, limits.maxAmountCents)) refuse('terms: give an amount in whole cents from 1');
  if (numberOfTimes !== null && !isWhole(numberOfTimes, 1, limits.maxNumberOfTimes))
    refuse('terms.numberOfTimes: give a whole number from 1, or null');
  if (!isWhole(intervalMonths, 1, limits.maxIntervalMonths))
    refuse('terms.intervalMonths: give a whole number from 1');
  if (initialDate !== undefined && !isCalendarDate(initialDate))
    refuse("terms.initialDate: give a date as 'YYYY-MM-DD'");
}

function checkShare({ kind, share }: FaultRule): void {
  if (share === undefined) return;
  if (kind !== 'half_answer') refuse('share: is for half_answer only; leave it out');
  if (!(share >= 0 && share < 1)) refuse('share: give a number from 0 up to, but not including, 1');
}

/** Refuses a fault rule that could never fire, or never end (sandbox_invalid_fault). */
export function checkFault(rule: FaultRule): void {
  const { holdMs = 0, durationMs = 0, retryAfterSeconds = 0, orderId } = rule;
  checkTiming(rule);
  if (!isWhole(holdMs, 0, limits.maxHoldMs)) refuse(`holdMs: give 0 to ${limits.maxHoldMs} milliseconds`);
  if (!isWhole(durationMs, 0, limits.maxRefusalMs))
    refuse(`durationMs: give 0 to ${limits.maxRefusalMs} milliseconds`);
  if (orderId !== undefined && shownOrderId(orderId) === undefined)
    refuse('orderId: give 1-40 letters and digits that could not be a card number');
  if (!isWhole(retryAfterSeconds, 0, limits.maxRetryAfterSeconds))
    refuse(`retryAfterSeconds: give 0 to ${limits.maxRetryAfterSeconds} seconds`);
  checkShare(rule);
  if (rule.retryAfterSeconds !== undefined && rule.kind !== 'error_429')
    refuse('retryAfterSeconds: is for error_429 only; leave it out');
  if (rule.kind === 'other_terms') checkTerms(rule);
  else if (rule.terms !== undefined) refuse('terms: is for other_terms only; leave it out');
  if (rule.holdMs !== undefined && !HOLDING.includes(rule.kind))
    refuse('holdMs: is for hold and hold_before only; leave it out');
  checkFields(rule);
  if (OF_LISTENER.includes(rule.kind)) checkListenerRule(rule);
  if (rule.kind !== 'refuse_connection' && rule.durationMs !== undefined)
    refuse('durationMs: is for refuse_connection only; leave it out');
}
