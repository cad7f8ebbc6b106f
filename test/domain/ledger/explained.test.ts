import { askMomentMs } from '../../../domain/calendar';
import type { SchedulePhase } from '../../../domain/gateway/status';
import { isExplained, type Standing } from '../../../domain/ledger/explained';
import type { Ledger } from '../../../domain/ledger/ledger';
import { cycle, cycleOf, ledger } from './support';

const ASK_MS = askMomentMs('2027-01-10', 'A0001');
const standing = (changes: Partial<Standing> = {}): Standing => ({
  ...{ phase: 'active', hasUnknownExecutions: false, knowsAllExecutions: true, nowMs: ASK_MS - 1 },
  ...{ spreadKey: 'A0001', ...changes },
});
const explained = (of: Ledger, changes: Partial<Standing> = {}): boolean =>
  isExplained(of, standing(changes));
const due = ledger(cycle(1, '2027-01-10'));

describe('what is in the ledger explains an active schedule', () => {
  it('until the charge of its date can be asked for', () => {
    expect(explained(due)).toBe(true);
    expect(explained(due, { nowMs: ASK_MS })).toBe(false);
    expect(explained(ledger(cycleOf(1, '2027-01-10', 'paid')), { nowMs: ASK_MS })).toBe(true);
    expect(explained(ledger(), { nowMs: ASK_MS })).toBe(false);
  });

  it('not while a charge is pending; one that nobody can read is not waited for', () => {
    expect(explained(ledger(cycleOf(1, '2027-01-10', 'pending')))).toBe(false);
    expect(explained(ledger(cycleOf(1, '2027-01-10', 'unknown')), { nowMs: ASK_MS })).toBe(true);
  });

  it('not while the gateway counts executions that nobody can name', () => {
    expect(explained(due, { hasUnknownExecutions: true })).toBe(false);
    expect(explained(due, { phase: 'inactive', hasUnknownExecutions: true })).toBe(false);
  });

  it('not after executions that ended without a decision: the schedule stays due since its planned date', () => {
    const off = (...outcomes: Parameters<typeof cycleOf>[2][]): Ledger =>
      ledger({ ...cycleOf(1, '2027-01-12', ...outcomes), plannedDate: '2027-01-10' });
    expect(explained(off('failed'))).toBe(true);
    expect(explained(off('failed'), { nowMs: ASK_MS })).toBe(false);
    expect(explained(off('expired', 'failed'), { nowMs: ASK_MS })).toBe(false);
    expect(explained(off('failed', 'paid'), { nowMs: ASK_MS })).toBe(true);
    // Without an execution its own date counts.
    expect(explained(off(), { nowMs: ASK_MS })).toBe(true);
  });
});

describe('a cycle whose executions ended without a decision, and whose date somebody moved', () => {
  const movedTo = (dueDate: string): Ledger =>
    ledger({ ...cycleOf(1, '2027-01-10', 'failed'), dueDate, plannedDate: '2027-01-10' });

  it('is the gateway trying again within three days: overdue since the planned date', () => {
    const tried = movedTo('2027-01-13');
    expect(explained(tried, { nowMs: ASK_MS })).toBe(false);
  });

  it('waits for its new date where that is further away', () => {
    const dueMs = askMomentMs('2027-01-14', 'A0001');
    expect(explained(movedTo('2027-01-14'), { nowMs: dueMs - 1 })).toBe(true);
    expect(explained(movedTo('2027-01-14'), { nowMs: dueMs })).toBe(false);
  });
});

describe('a schedule that is not active', () => {
  it.each<SchedulePhase>(['inactive', 'undone', 'expired', 'failed'])(
    'is explained whatever lies open: %s',
    (phase) => {
      expect(explained(due, { phase, nowMs: ASK_MS })).toBe(true);
    },
  );

  it.each<SchedulePhase>(['awaiting_payment', 'not_started', 'unclear'])(
    'is not yet explained: %s',
    (phase) => {
      expect(explained(due, { phase })).toBe(false);
    },
  );

  it('and finished is explained once nothing is overdue, or all its executions are known', () => {
    const finished = { phase: 'finished', nowMs: ASK_MS } as const;
    expect(explained(due, { ...finished, nowMs: ASK_MS - 1, knowsAllExecutions: false })).toBe(true);
    expect(explained(due, { ...finished, knowsAllExecutions: false })).toBe(false);
    expect(explained(due, { ...finished })).toBe(true);
    expect(explained(ledger(), { ...finished, knowsAllExecutions: false })).toBe(true);
    expect(explained(ledger(cycleOf(1, '2027-01-10', 'failed')), finished)).toBe(false);
  });
});
