import type { ScheduleFacts } from '../../domain/gateway/answers';
import { assertNever } from '../../domain/assert-never';
import { unsettledPauseMs } from '../../domain/cadence';
import { askMomentMs, dateInSaoPaulo, shifted } from '../../domain/calendar';
import { isExplained, unreadableCharge, type Seen } from '../../domain/explanation';
import { readScheduleStatus } from '../../domain/gateway/status';
import { closeCurrent, withoutCycleAhead } from '../../domain/due-dates';
import { allCharges, currentCycle, giveUpPending } from '../../domain/ledger';
import type { EndState } from '../../domain/lifecycle';
import { LIMITS } from '../../domain/limits';
import { ODDITIES } from '../../domain/oddities';
import type { Life } from '../life';
import { requireSid } from './activating';
import { block } from './blocking';
import { followDates, scheduleIn, takeFacts } from './charges';
import { readCharges } from './reading-charges';

const DAY_MS = 86_400_000;

/**
 * One round of the active loop: sleeps to the next moment at which something can have happened, asks the
 * gateway, and takes over what it says. State changes on the answer to a query only, never on silence (R6).
 */
export async function followSchedule(life: Life): Promise<void> {
  const { atMs, waitingFor } = nextLook(life);
  if (atMs > life.nowMs) await life.waitUntil(atMs, waitingFor);
  delete life.record.lookNow;
  const sid = requireSid(life);
  const answer = await life.gateway.ask('getSchedule', 'what does the schedule say?', { sid });
  const schedule = answer.kind === 'done' ? scheduleIn(life, answer.facts) : undefined;
  if (answer.kind !== 'done' || schedule === undefined) {
    const code = answer.kind === 'refused' ? answer.code : 'no_answer';
    life.failed('getSchedule', code, 'the gateway did not answer the status query');
    return countLook(life, false);
  }
  takeFacts(life, answer.facts, 'query');
  const complete = await readCharges(life, schedule);
  // What is missing looks odd only after a complete reading; what is there twice, always.
  if (complete) followDates(life);
  life.flagOddities(complete ? ODDITIES : ['cycle_paid_twice']);
  countLook(life, complete && isExplained(life.record.ledger, seen(life, schedule)));
  followStatus(life, schedule, complete);
}

interface NextLook {
  atMs: number;
  waitingFor: string;
}

/** When to ask next, and why then. */
function nextLook(life: Life): NextLook {
  const { record, input } = life;
  const cycle = currentCycle(record.ledger);
  const firstLook = { atMs: life.nowMs, waitingFor: 'first look at the schedule' };
  if (record.lookNow === true) return firstLook;
  if (record.looks > 0) {
    const slow = record.attention.includes('cycle_unsettled');
    const pauseMs = slow ? LIMITS.unsettledSlowEveryMs : unsettledPauseMs(record.looks - 1);
    return { atMs: life.nowMs + pauseMs, waitingFor: 'another look at what is still open' };
  }
  if (record.askedAt === undefined || cycle === undefined) return firstLook;
  const paused = life.state === 'paused';
  const everyMs = paused ? LIMITS.pausedAskEveryMs : input.options.statusQueryEveryDays * DAY_MS;
  const periodicMs = Date.parse(record.askedAt) + everyMs;
  const dueMs = paused ? Infinity : nextChargeMs(life, cycle.dueDate);
  if (dueMs > periodicMs) return { atMs: periodicMs, waitingFor: 'periodic status query' };
  return { atMs: dueMs, waitingFor: `the charge due on ${cycle.dueDate}` };
}

/** When the charge of a due date can be asked for; one that is due already is made by the next daily job. */
function nextChargeMs({ nowMs, now, input }: Life, dueDate: string): number {
  const today = dateInSaoPaulo(now);
  const days = [dueDate, today, shifted(today, 0, 1)];
  const moments = days.map((day) => askMomentMs(day, input.orderId)).filter((moment) => moment > nowMs);
  return askMomentMs(dueDate, input.orderId) > nowMs
    ? askMomentMs(dueDate, input.orderId)
    : Math.min(...moments);
}

function seen(life: Life, schedule: ScheduleFacts): Seen {
  return {
    reading: readScheduleStatus(schedule.status),
    countsMore: life.countsMore,
    nowMs: life.nowMs,
    spreadKey: life.input.orderId,
  };
}

function countLook(life: Life, explained: boolean): void {
  const { record } = life;
  if (explained) {
    record.looks = 0;
    delete record.unsettledSince;
    life.unflag('cycle_unsettled');
    return;
  }
  record.looks += 1;
  record.unsettledSince ??= life.now;
  if (life.isLongUnsettled()) life.flag('cycle_unsettled');
}

function followStatus(life: Life, schedule: ScheduleFacts, complete: boolean): void {
  const reading = readScheduleStatus(schedule.status);
  switch (reading) {
    case 'active':
      life.unflag('unexpected_gateway_status');
      if (life.state === 'paused') life.become('active', 'the schedule is active again at the gateway');
      return;
    case 'inactive':
      life.unflag('unexpected_gateway_status');
      if (life.state === 'active')
        life.become('paused', 'the schedule is inactive at the gateway; nothing is charged');
      return;
    case 'finished':
      return end(life, complete, 'completed', 'all executions are done');
    case 'undone':
    case 'expired':
      return end(life, complete, reading, `the gateway reports the schedule as ${schedule.status}`);
    case 'failed':
      return end(life, complete, 'rejected', `the gateway reports the schedule as ${schedule.status}`);
    case 'awaiting_confirmation':
    case 'not_started':
    case 'unrecognised':
      return life.flag('unexpected_gateway_status');
    default:
      return assertNever(reading);
  }
}

/** The gateway charges no more. The life ends when every charge is explained; what stays open too long goes to a person. */
function end(life: Life, complete: boolean, state: EndState, what: string): void {
  if (!complete) return;
  if (life.record.looks > 0) {
    if (!life.record.attention.includes('cycle_unsettled')) return;
    life.record.ledger = giveUpPending(closeCurrent(life.record.ledger));
    life.flagOddities();
    // Executions that nobody can name may be money: a person looks into them before the books are closed.
    if (life.record.attention.includes('counter_unexplained')) return;
  }
  const unread = unreadableCharge(life.record.ledger);
  if (unread !== undefined) return askForCharge(life, unread.nit);
  life.record.ledger = withoutCycleAhead(life.record.ledger, dateInSaoPaulo(life.now));
  const received = allCharges(life.record.ledger).some(({ outcome }) => outcome === 'paid');
  if (state !== 'completed' && received) life.flag('unexpected_gateway_status');
  life.become(state, what);
}

function askForCharge(life: Life, nit: string): void {
  block(life, {
    call: 'charge',
    reason: 'charge_unreadable',
    findOut: `Was the charge with NIT ${nit} paid? Look it up in the vendor portal; the gateway no longer tells.`,
    decisions: ['happened', 'did_not_happen'],
  });
}
