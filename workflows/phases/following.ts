import type { ScheduleFacts } from '../../contract/gateway-answers';
import { unsettledPauseMs } from '../../domain/cadence';
import { askMomentMs } from '../../domain/calendar';
import { readScheduleStatus } from '../../domain/gateway-status';
import { currentCycle, cycleOutcome } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Life } from '../life';
import { requireSid } from './activating';
import { block } from './blocking';
import { followDates, takeFacts } from './charges';
import { readCharges } from './reading-charges';

const DAY_MS = 86_400_000;

/**
 * One round of the active loop: sleeps to the next moment at which something can have happened, asks the
 * gateway, and takes over what it says. State changes on the answer to a query only, never on silence (R6).
 */
export async function followSchedule(life: Life): Promise<void> {
  const { atMs, waitingFor } = nextLook(life);
  if (atMs > life.nowMs) await life.waitUntil(atMs, waitingFor);
  const sid = requireSid(life);
  const answer = await life.gateway.ask('getSchedule', 'what does the schedule say?', { sid });
  if (answer.kind !== 'done' || answer.facts.schedule === undefined) {
    const code = answer.kind === 'refused' ? answer.code : 'no_answer';
    life.failed('getSchedule', code, 'the gateway did not answer the status query');
    countLook(life, false);
    return;
  }
  takeFacts(life, answer.facts, 'query');
  const read = await readCharges(life, answer.facts.schedule);
  if (read) followDates(life);
  flagWhatIsOdd(life);
  countLook(life, read && isExplained(life));
  followStatus(life, answer.facts.schedule);
}

interface NextLook {
  atMs: number;
  waitingFor: string;
}

/** When to ask next, and why then. */
export function nextLook(life: Life): NextLook {
  const { record, input } = life;
  if (record.askedAt === undefined) return { atMs: life.nowMs, waitingFor: 'first look at the schedule' };
  if (record.looks > 0) {
    const slow = record.attention.includes('cycle_unsettled');
    const pauseMs = slow ? LIMITS.unsettledSlowEveryMs : unsettledPauseMs(record.looks - 1);
    return { atMs: life.nowMs + pauseMs, waitingFor: 'another look at what is still open' };
  }
  const cycle = currentCycle(record.ledger);
  if (life.state === 'active' && cycle === undefined)
    return { atMs: life.nowMs, waitingFor: 'first look at the schedule' };
  const everyMs =
    life.state === 'paused' ? LIMITS.pausedAskEveryMs : input.options.statusQueryEveryDays * DAY_MS;
  const periodicMs = Date.parse(record.askedAt) + everyMs;
  const dueMs =
    cycle === undefined || life.state === 'paused' ? Infinity : askMomentMs(cycle.dueDate, input.orderId);
  if (dueMs <= life.nowMs || dueMs > periodicMs)
    return { atMs: periodicMs, waitingFor: 'periodic status query' };
  return { atMs: dueMs, waitingFor: `the charge due on ${cycle?.dueDate ?? ''}` };
}

/** Whether nothing is open: no undecided charge, and no cycle whose charge should have been seen by now. */
function isExplained(life: Life): boolean {
  if (life.state === 'paused' || life.record.scheduleStatus === 'INA') return true;
  const outcomes = life.record.ledger.cycles.slice(-2).map(cycleOutcome);
  if (outcomes.includes('unsettled')) return false;
  const cycle = currentCycle(life.record.ledger);
  if (life.record.scheduleStatus === 'FIN') return true;
  if (life.record.scheduleStatus !== 'ATV' || cycle === undefined) return false;
  return cycleOutcome(cycle) !== 'due' || askMomentMs(cycle.dueDate, life.input.orderId) > life.nowMs;
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
  if (life.nowMs - Date.parse(record.unsettledSince) >= LIMITS.cycleUnsettledMs) life.flag('cycle_unsettled');
}

function flagWhatIsOdd(life: Life): void {
  const outcomes = life.record.ledger.cycles.map(cycleOutcome);
  if (outcomes.includes('missed')) life.flag('cycle_missed');
  if (outcomes.includes('paid_twice')) life.flag('cycle_paid_twice');
  const counted = life.record.schedule.currentTimes ?? 0;
  const settled = outcomes.filter((outcome) => outcome === 'paid' || outcome === 'denied').length;
  const immediate = life.record.ledger.immediate.length;
  if (
    counted > life.record.ledger.cycles.flatMap((cycle) => cycle.charges).length + immediate &&
    counted > settled
  ) {
    life.flag('counter_unexplained');
  }
}

function followStatus(life: Life, schedule: ScheduleFacts): void {
  const reading = readScheduleStatus(schedule.status);
  if (reading !== 'unrecognised' && reading !== 'not_started') life.unflag('unexpected_gateway_status');
  switch (reading) {
    case 'active':
      if (life.state === 'paused') life.become('active', 'the schedule is active again at the gateway');
      return;
    case 'inactive':
      if (life.state === 'active')
        life.become('paused', 'the schedule is inactive at the gateway; nothing is charged');
      return;
    case 'finished':
      return finish(life);
    case 'undone':
    case 'expired':
      return life.become(reading, `the gateway reports the schedule as ${schedule.status}`);
    case 'failed':
      return life.become('rejected', `the gateway reports the schedule as ${schedule.status}`);
    case 'awaiting_confirmation':
    case 'not_started':
    case 'unrecognised':
      return life.flag('unexpected_gateway_status');
  }
}

/** The gateway has made all executions. The life ends when every one of them is explained. */
function finish(life: Life): void {
  if (life.record.looks > 0 && !life.record.attention.includes('charge_unreadable')) return;
  const unread = life.record.ledger.cycles
    .flatMap((cycle) => cycle.charges)
    .find(({ outcome }) => outcome === 'unknown');
  if (unread === undefined) return life.become('completed', 'all executions are done');
  block(life, {
    call: 'charge',
    reason: 'charge_unreadable',
    findOut: `Was the charge with NIT ${unread.nit} paid? Look it up in the vendor portal; the gateway no longer answers for it.`,
    decisions: ['happened', 'did_not_happen'],
  });
}
