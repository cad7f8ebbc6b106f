import { isCommandEvent, type HistoryEvent } from '../temporal/history';
import { costOf } from '../temporal/cost';
import type { Case } from './case';
import type { Finding } from './finding';
import { dateOf } from '../../sandbox/time/calendar';

/** A run hands over at a step's end; the longest step searches the list day by day for a charge. */
const STEP_EVENTS_MAX = 320;
/** The default of `continueAsNewAfterEvents`. */
const HAND_OVER_AT = 4_000;
/** What a hand-over carries: a part that does not grow with the life, and each charge with its lines in the audit trail, bytes. */
const RECORD_BYTES = { base: 40_000, perCharge: 1_500, perChange: 2_000 };
/** A quiet year, by design: twelve monthly charges after a first payment. */
const QUIET_YEAR = { events: 235, actions: 53 };
/** The default of `statusQueryEveryDays`. */
const STATUS_QUERY_EVERY_MS = 35 * 86_400_000;
/** The look three days after the last execution comes once in a life, and not in a year that goes on. */
const LAST_LOOK = { events: 12, actions: 3 };
/** What one monthly cycle costs in it. */
const PER_CYCLE = { events: 18, actions: 4 };

/** The gateway is asked for the order before it is created. */
const ORDER_QUESTION = { events: 12, actions: 2 };

/** What a denial costs at most besides: what is denied and owed, and that the next charge is paid again, is shown in search attributes. */
const PER_DENIAL = { events: 12, actions: 2 };

/** I9: histories, hand-overs and a quiet life cost what they may, and no more. */
export function withinBounds(theCase: Case): Finding[] {
  return [...longRuns(theCase), ...largeRecords(theCase), ...costlyQuiet(theCase)];
}

function longRuns({ life }: Case): Finding[] {
  const limit = life.script.input.options?.continueAsNewAfterEvents ?? HAND_OVER_AT;
  return life.runs
    .filter((events) => events.length > limit + STEP_EVENTS_MAX)
    .map((events) =>
      over(`a run of ${String(events.length)} events that should have handed over at ${String(limit)}`),
    );
}

function largeRecords({ life, known, taken, refunds }: Case): Finding[] {
  const { base, perCharge, perChange } = RECORD_BYTES;
  const limit = base + perCharge * known.length + perChange * (taken.length + refunds.length);
  return life.runs.flatMap((events) => {
    const bytes = carriedBytes(events.at(-1));
    return bytes > limit ? [over(`a hand-over of ${String(bytes)} bytes, more than ${String(limit)}`)] : [];
  });
}

function carriedBytes(event: HistoryEvent | undefined): number {
  if (event === undefined || !isCommandEvent(event) || event.command.kind !== 'continue_as_new') return 0;
  return event.command.args.reduce((sum, arg) => sum + arg.length, 0);
}

/** A life to which nothing happened but its charges, month by month. */
function costlyQuiet(theCase: Case): Finding[] {
  const { life, known } = theCase;
  if (!isQuietMonthly(theCase)) return [];
  const { events, actions } = costOf(life.runs);
  const cycles = known.length - 13;
  const denials = known.filter(({ outcome }) => outcome === 'denied').length;
  const limitOf = (what: 'events' | 'actions'): number =>
    QUIET_YEAR[what] +
    LAST_LOOK[what] +
    PER_CYCLE[what] * cycles +
    PER_DENIAL[what] * denials +
    (life.script.asksForOrders === true ? ORDER_QUESTION[what] : 0);
  const cost = `${String(events)} events and ${String(actions)} actions for ${String(known.length)} charges`;
  return events > limitOf('events') || actions > limitOf('actions')
    ? [over(`${cost}, in a life without disturbance`)]
    : [];
}

function isQuietMonthly({ isDisturbed, life, known, schedule }: Case): boolean {
  const { input, settings, issuer } = life.script;
  return (
    !isDisturbed &&
    // Each post of news is a signal, and brings a look forward.
    !life.script.posts.status &&
    input.entry === 'pay_now' &&
    input.lateConfirmation === undefined &&
    (input.schedule.intervalMonths ?? 1) === 1 &&
    // A first charge of today is asked for today, and again, when the day's job is over already.
    input.schedule.firstDate !== dateOf(new Date(life.script.startMs).toISOString()) &&
    // Before a date that is far the schedule is asked now and then.
    Date.parse(input.schedule.firstDate) - life.script.startMs < STATUS_QUERY_EVERY_MS &&
    Object.keys(input.options ?? {}).length === 0 &&
    Object.keys(settings).length === 0 &&
    issuer.payment?.kind === 'approve' &&
    known.length > 1 &&
    schedule?.status === 'FIN'
  );
}

const over = (what: string): Finding => ({ invariant: 'I9 bounds hold', what });
