import { applyAnswer, applyOwnStep } from '../../../domain/subscription/apply-step';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import {
  at,
  created,
  done,
  NIT,
  payment,
  running,
  scheduleFacts,
  send,
  SID,
  START_MS,
} from '../support/record';

describe('the last question of one that ends', () => {
  const HOUR = 3_600_000;
  const ending = (): SubscriptionRecord => send(created(), 'pay', payment('NEG'), START_MS);
  const look = (
    record: SubscriptionRecord,
    answer: Parameters<typeof applyAnswer>[2],
    nowMs = START_MS,
  ): SubscriptionRecord => applyAnswer(record, { kind: 'last_look' }, answer, at(nowMs));

  it.each([
    ['nothing', {}, 'ended'],
    ['that it does not run', { schedule: scheduleFacts({ status: 'NOV' }) }, 'ended'],
    ['that another schedule runs', { schedule: scheduleFacts({ sid: 'other' }) }, 'ended'],
    ['that it runs', { schedule: scheduleFacts() }, 'running'],
    ['that it has run', { schedule: scheduleFacts({ status: 'FIN' }) }, 'running'],
    ['that the payment was captured', { payment: { nit: NIT, status: 'CON' } }, 'running'],
    ['that the payment is authorised', { payment: { nit: NIT, status: 'PPC' } }, 'awaiting_confirmation'],
    ['that another payment was captured', { payment: { nit: 'other', status: 'CON' } }, 'ended'],
  ])('tells %s', (_, facts, stage) => {
    expect(look(ending(), done(facts)).opening.stage).toBe(stage);
  });

  it('that it runs does not make a payment paid that reads denied', () => {
    const record = look(ending(), done({ schedule: scheduleFacts() }));
    expect(record.ledger.immediate).toMatchObject([{ outcome: 'denied' }]);
  });

  it('that it runs proves a payment of which nothing was told', () => {
    const untold = { ...ending(), ledger: created().ledger };
    expect(look(untold, done({ schedule: scheduleFacts() })).ledger.immediate).toMatchObject([
      { outcome: 'paid', knownBy: 'query' },
    ]);
  });

  it('a refusal ends it as it was to end', () => {
    const refused = { kind: 'refused', facts: {}, code: '1', message: 'x', refusedBy: 'gateway' } as const;
    expect(look(ending(), refused).opening).toMatchObject({
      stage: 'ended',
      as: 'rejected',
      ids: { sid: SID },
    });
  });

  it('silence is asked into three times more, at a growing pace', () => {
    const silence = { kind: 'no_answer', reason: 'gateway_silent' } as const;
    let record = ending();
    const pauses: unknown[] = [];
    for (let times = 0; times < 3; times += 1) {
      record = look(record, silence);
      pauses.push('askAtMs' in record.opening ? (record.opening.askAtMs ?? 0) - START_MS : 0);
    }
    expect(pauses).toEqual([25_000, 90_000, 240_000]);
    expect(look(record, silence).opening).toMatchObject({ stage: 'ended', as: 'rejected' });
  });

  it.each(['not_taken', 'told_to_wait'] as const)(
    '%s is no question: it is put off for ten minutes, for a day',
    (reason) => {
      const put = look(ending(), { kind: 'no_answer', reason }, START_MS + 23 * HOUR);
      expect(put.opening).toMatchObject({
        stage: 'ending',
        askAtMs: START_MS + 23 * HOUR + 600_000,
      });
      expect(look(ending(), { kind: 'no_answer', reason }, START_MS + 24 * HOUR).opening.stage).toBe('ended');
    },
  );

  it('of one that does not end changes nothing but what it tells', () => {
    const ended = look(ending(), done({}));
    expect(look(ended, done({ schedule: scheduleFacts() })).opening).toEqual(ended.opening);
  });
});

describe('the end of a schedule', () => {
  const ended = (as: 'completed' | 'cancelled', status?: string): SubscriptionRecord => {
    const record = running();
    const snapshot = status === undefined ? {} : { status };
    const told = { ...record, schedule: { ...record.schedule, snapshot, pollNow: true as const } };
    return applyOwnStep(told, { kind: 'end', as }, at('2027-01-05T12:00:00.000Z'));
  };

  it.each([
    ['completed', 'FIN', 'all executions are done'],
    ['cancelled', 'INA', 'the gateway reports the schedule as INA'],
    ['cancelled', undefined, 'the gateway reports the schedule as –'],
  ] as const)('%s (%s) is told, and nothing is asked any more', (as, status, what) => {
    const record = ended(as, status);
    expect(record.opening).toMatchObject({ stage: 'ended', as, ids: { sid: SID, nit: NIT } });
    expect(record.audit.at(-1)).toMatchObject({ by: 'gateway', event: 'schedule_ended', what });
    expect(record.schedule).not.toHaveProperty('pollNow');
  });

  it('takes the cycle away that will not be charged', () => {
    expect(ended('completed', 'FIN').ledger.cycles).toEqual([]);
    expect(ended('completed', 'FIN').ledger.immediate).toHaveLength(1);
  });
});
