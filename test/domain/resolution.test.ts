import fc from 'fast-check';
import { readPaymentStatus, readScheduleStatus } from '../../domain/gateway/status';
import { isEndState, LIVE_STATES, mayBecome, END_STATES } from '../../domain/lifecycle';
import { LIMITS } from '../../domain/limits';
import { judgeActivation, judgePayment, wallMs, type Doubt, type RiskyCall } from '../../domain/resolution';

const PAYMENT_STATUSES = [
  'NOV',
  'INV',
  'PPC',
  'PPN',
  'PEN',
  'CON',
  'NEG',
  'ERR',
  'BLQ',
  'EXP',
  'EST',
  'AGU',
  'ABA',
  'CAN',
  'RET',
];
const SCHEDULE_STATUSES = ['NOV', 'INV', 'PEN', 'DES', 'ATV', 'INA', 'ERR', 'FIN', 'EXP'];

const open = (call: RiskyCall): Doubt => ({
  call,
  reason: 'answer_timeout',
  sentAtMs: 0,
  sinceMs: 0,
  asked: 3,
});
const settled = { nowMs: LIMITS.settlingMs, sends: 1 };
const soon = { nowMs: LIMITS.settlingMs - 1, sends: 1 };

describe('a doubtful call', () => {
  it.each([
    ['pay', 'CON', 'active'],
    ['pay', 'PPC', 'pending_confirmation'],
    ['pay', 'NEG', 'rejected'],
    ['pay', 'ERR', 'rejected'],
    ['pay', 'EXP', 'expired'],
    ['pay', 'PPN', 'undone'],
    ['confirm', 'CON', 'active'],
    ['confirm', 'PPN', 'undone'],
    ['undo', 'PPN', 'undone'],
    ['undo', 'CON', 'active'],
  ] as const)('%s that reads %s becomes %s', (call, status, state) => {
    expect(judgePayment(open(call), readPaymentStatus(status), soon)).toEqual({ kind: 'becomes', state });
  });

  it('is sent again only when the gateway says "nothing happened" after the settling time', () => {
    expect(judgePayment(open('pay'), 'not_started', soon)).toEqual({ kind: 'ask_again' });
    expect(judgePayment(open('pay'), 'not_started', settled)).toEqual({ kind: 'send_again' });
    expect(judgePayment(open('confirm'), 'awaiting_confirmation', settled)).toEqual({ kind: 'send_again' });
    expect(judgeActivation(open('activate'), 'not_started', settled)).toEqual({ kind: 'send_again' });
  });

  it('is never sent again past its bound, nor for any other answer', () => {
    const calls = fc.constantFrom<RiskyCall>('pay', 'confirm', 'undo');
    fc.assert(
      fc.property(
        calls,
        fc.constantFrom(...PAYMENT_STATUSES, 'XYZ'),
        fc.nat(9),
        fc.nat(),
        (call, status, sends, nowMs) => {
          const reading = readPaymentStatus(status);
          const verdict = judgePayment(open(call), reading, { nowMs, sends });
          const nothingHappened = reading === (call === 'pay' ? 'not_started' : 'awaiting_confirmation');
          const allowed = nothingHappened && nowMs >= LIMITS.settlingMs && sends < LIMITS.doubtfulSends;
          expect(verdict.kind === 'send_again').toBe(allowed);
        },
      ),
    );
  });

  it('leads only where the life may go, from resolving and from blocked', () => {
    const verdicts = [
      ...(['pay', 'confirm', 'undo'] as const).flatMap((call) =>
        PAYMENT_STATUSES.map((status) => judgePayment(open(call), readPaymentStatus(status), soon)),
      ),
      ...SCHEDULE_STATUSES.map((status) =>
        judgeActivation(open('activate'), readScheduleStatus(status), soon),
      ),
    ];
    const reached = verdicts.flatMap((verdict) => (verdict.kind === 'becomes' ? [verdict.state] : []));
    expect(reached).toContain('pending_confirmation');
    expect(reached.filter((state) => !mayBecome('resolving', state))).toEqual([]);
    expect(reached.filter((state) => !mayBecome('blocked', state))).toEqual([]);
  });

  it('reads a status that no table knows as "ask again", for payments and schedules alike', () => {
    expect(judgePayment(open('pay'), readPaymentStatus('QQQ'), settled)).toEqual({ kind: 'ask_again' });
    expect(judgeActivation(open('activate'), readScheduleStatus('QQQ'), settled)).toEqual({
      kind: 'ask_again',
    });
  });

  it('calls a person a day before the gateway stops answering for a NIT', () => {
    const createdAtMs = -5_000;
    expect(wallMs(open('confirm'), createdAtMs)).toBe(createdAtMs + LIMITS.resolveWallMs);
    expect(wallMs(open('activate'), createdAtMs)).toBe(LIMITS.resolveWallMs);
    expect(LIMITS.resolveWallMs).toBeLessThan(15 * 86_400_000);
  });
});

describe('the states of a subscription', () => {
  it('never leaves an end', () => {
    for (const end of END_STATES) {
      expect(isEndState(end)).toBe(true);
      expect([...LIVE_STATES, ...END_STATES].filter((state) => mayBecome(end, state))).toEqual([]);
    }
  });

  it('can reach an end from every live state', () => {
    const reaches = (state: (typeof LIVE_STATES)[number], seen = new Set<string>()): boolean => {
      if (seen.has(state)) return false;
      seen.add(state);
      return [...LIVE_STATES, ...END_STATES]
        .filter((next) => mayBecome(state, next))
        .some((next) => isEndState(next) || reaches(next, seen));
    };
    expect(LIVE_STATES.filter((state) => !reaches(state))).toEqual([]);
  });
});
