import { DateTime } from 'luxon';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { Problem } from '../../contract/problems';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { GATEWAY_ZONE, isCalendarDate } from '../../contract/vocabulary';
import { END_STATES, LIVE_STATES, type SubscriptionState } from '../../contract/vocabulary';
import { LOOKED_AT_LATER, TEXT, TEXT_OR_TEXTS, YES_OR_NO, checkOptions, type Checks } from '../check-options';
import { InvalidRequestError } from '../errors/subscription-errors';
import { problemsOfPayer } from './payer';

/** Which subscriptions a list gives; every condition must hold. */
export interface ListFilter {
  /** Alias of the merchant. */
  merchant?: string;
  /**
   * Id of the payer at the store, as it was given at the start; `merchant` must be given, too. Adopted subscriptions and those that were
   * not started by this client have none. All that fit the rest of the filter are read for it.
   */
  payer?: string;
  /** One of these states. `creating` has open starts that no worker has taken yet, too: the list knows no state of them. */
  state?: SubscriptionState | readonly SubscriptionState[];
  /** The gateway's own status of the schedule, e.g. `ATV`. */
  scheduleStatus?: string;
  /** SID of the schedule at the gateway, 64 letters and digits. */
  sid?: string;
  /** Whether a person should look. */
  needsAttention?: boolean;
  /** Next charge before this: a date `YYYY-MM-DD` (its start in São Paulo) or an instant, ISO 8601 with zone. */
  nextChargeBefore?: string;
  /** Next charge at or after this, written the same way. */
  nextChargeFrom?: string;
  /** Something was told of it at or after this, written the same way (docs/events.md). */
  lastEventFrom?: string;
  /** Whether it has denied cycles. */
  denied?: boolean;
  /** Whether something is owed: what denied cycles were to bring, and did not. */
  owed?: boolean;
  /** Started before this, or at or after it, written the same way; of a life of several runs, its newest run. */
  startedBefore?: string;
  startedFrom?: string;
  /** Ended before this, or at or after it, written the same way. */
  endedBefore?: string;
  endedFrom?: string;
  /** Only those that have not ended (true), or only those that have (false). */
  open?: boolean;
}

/** What else a condition must be is told with the others. */
const LIST_FILTER: Checks<ListFilter> = {
  merchant: TEXT,
  payer: LOOKED_AT_LATER,
  state: TEXT_OR_TEXTS,
  scheduleStatus: TEXT,
  sid: TEXT,
  needsAttention: YES_OR_NO,
  nextChargeBefore: TEXT,
  nextChargeFrom: TEXT,
  lastEventFrom: TEXT,
  denied: YES_OR_NO,
  owed: YES_OR_NO,
  startedBefore: TEXT,
  startedFrom: TEXT,
  endedBefore: TEXT,
  endedFrom: TEXT,
  open: YES_OR_NO,
};

/** Which runs of a subscription a list has. */
export interface RunChoice {
  /** Those that went on in a later one, too: one that hands over while pages are read is on none of the later pages otherwise. */
  everyRun?: boolean;
}

/**
 * The visibility query of a filter. Runs that went on in a later one are left out, so each subscription comes once, unless every run is
 * asked for.
 *
 * @throws InvalidRequestError naming every condition that is not well formed
 */
export function listQueryOf(filter: ListFilter, { everyRun = false }: RunChoice = {}): string {
  checkOptions(filter, LIST_FILTER);
  const clauses: string[] = [`WorkflowType = '${WORKFLOW_TYPE}'`];
  if (!everyRun) clauses.push(`ExecutionStatus != 'ContinuedAsNew'`);
  const problems: Problem[] = problemsOfPayer(filter);
  for (const { field, clause, problem } of conditionsOf(filter)) {
    if (clause === undefined) problems.push({ field, problem });
    else clauses.push(clause);
  }
  if (problems.length > 0) throw new InvalidRequestError(problems);
  return clauses.join(' AND ');
}

interface Condition {
  field: keyof ListFilter;
  /** Absent when the value is not well formed. */
  clause: string | undefined;
  problem: string;
}

const STATES: readonly string[] = [...LIVE_STATES, ...END_STATES];

function conditionsOf(filter: ListFilter): Condition[] {
  const { merchant, state, scheduleStatus, sid, needsAttention, open } = filter;
  const states = state === undefined || typeof state !== 'string' ? state : [state];
  const withUntaken = states?.includes('creating') === true;
  const conditions: Condition[] = [];
  const add = (field: keyof ListFilter, clause: string | undefined, problem: string): void => {
    conditions.push({ field, clause, problem });
  };
  if (merchant !== undefined) {
    const named = textClause('merchant', [merchant], /^[a-z0-9-]{1,32}$/);
    const clause = withUntaken && named !== undefined ? `(${named} OR ${untakenOf(merchant)})` : named;
    add('merchant', clause, 'must be the alias of a merchant');
  }
  if (states !== undefined) {
    const known = states.every((each) => STATES.includes(each));
    const named = known ? textClause('state', states, /^[a-z_]+$/) : undefined;
    const clause = withUntaken && named !== undefined ? `(${named} OR ${UNTAKEN})` : named;
    add('state', clause, `must be one of ${STATES.join(', ')}`);
  }
  if (scheduleStatus !== undefined) {
    const clause = textClause('scheduleStatus', [scheduleStatus], /^[A-Z]{3}$/);
    add('scheduleStatus', clause, 'must be three capital letters, e.g. ATV');
  }
  if (sid !== undefined)
    add('sid', textClause('sid', [sid], /^[A-Za-z0-9]{64}$/), 'must be 64 letters and digits');
  if (needsAttention !== undefined) {
    add('needsAttention', `${SEARCH_ATTRIBUTES.needsAttention.name} = ${String(needsAttention)}`, '');
  }
  for (const [field, attribute] of COUNTS) {
    const wanted = filter[field];
    // An absent count is none.
    if (wanted !== undefined)
      add(field, wanted ? `${attribute} > 0` : `(${attribute} IS NULL OR ${attribute} = 0)`, '');
  }
  for (const [field, attribute, operator] of DATES) {
    const text = filter[field];
    if (text !== undefined) add(field, dateClause(attribute, operator, text), DATE_PROBLEM);
  }
  if (open !== undefined) add('open', `ExecutionStatus ${open ? '=' : '!='} 'Running'`, '');
  return conditions;
}

/** An open start that no worker has taken: whoever started it without this client gave it no search attributes. */
const UNTAKEN = `(${SEARCH_ATTRIBUTES.state.name} IS NULL AND ExecutionStatus = 'Running')`;

/** Without search attributes its id alone tells whose it is. */
const untakenOf = (merchant: string): string =>
  `(${SEARCH_ATTRIBUTES.merchant.name} IS NULL AND WorkflowId STARTS_WITH '${workflowIdOf(merchant, '')}')`;

/** A condition on a text attribute. The values come from callers, so only what the pattern allows is quoted. */
function textClause(
  attribute: 'merchant' | 'state' | 'scheduleStatus' | 'sid',
  values: readonly string[],
  allowed: RegExp,
): string | undefined {
  if (values.length === 0 || !values.every((value) => allowed.test(value))) return undefined;
  return `${SEARCH_ATTRIBUTES[attribute].name} IN (${values.map((value) => `'${value}'`).join(', ')})`;
}

const DATE_PROBLEM = 'must be a date YYYY-MM-DD or an instant, ISO 8601 with its zone';

/** Where each count stands. */
const COUNTS = [
  ['denied', SEARCH_ATTRIBUTES.deniedCycles.name],
  ['owed', SEARCH_ATTRIBUTES.owedCents.name],
] as const;

/** Where each date stands; the server itself knows when a workflow started and closed. */
const DATES = [
  ['nextChargeFrom', SEARCH_ATTRIBUTES.nextChargeDate.name, '>='],
  ['nextChargeBefore', SEARCH_ATTRIBUTES.nextChargeDate.name, '<'],
  ['lastEventFrom', SEARCH_ATTRIBUTES.lastEvent.name, '>='],
  ['startedFrom', 'StartTime', '>='],
  ['startedBefore', 'StartTime', '<'],
  ['endedFrom', 'CloseTime', '>='],
  ['endedBefore', 'CloseTime', '<'],
] as const;

function dateClause(attribute: string, operator: '<' | '>=', text: string): string | undefined {
  const time = isCalendarDate(text)
    ? DateTime.fromISO(text, { zone: GATEWAY_ZONE })
    : DateTime.fromISO(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : '', { setZone: true });
  if (!time.isValid) return undefined;
  return `${attribute} ${operator} '${time.toUTC().toISO()}'`;
}
