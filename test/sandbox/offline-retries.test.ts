import type { CardScript, SandboxMerchant } from '../../sandbox/control';
import { mastercard } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

const denial = { kind: 'deny', authorizerCode: '51' } as const;

/** The store has automatic retries; its card answers the executions as scripted. */
async function retriedSchedule(
  onExecution: NonNullable<CardScript['onExecution']>,
  offlineRetries: NonNullable<SandboxMerchant['offlineRetries']> = {},
): Promise<string> {
  await stage.control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', offlineRetries });
  await stage.control.scriptCard(mastercard, { onExecution });
  return stage.runningSchedule();
}

async function nitsOf(sid: string): Promise<string[]> {
  return (await stage.schedule(sid))['nits'] as string[];
}

describe('a store with automatic retries', () => {
  it('a denied execution reads RET, is neither counted nor executed anew, and the schedule goes on', async () => {
    const sid = await retriedSchedule({ 1: denial });
    await stage.advanceToNoonOf('2026-02-10');

    const [nit = ''] = await nitsOf(sid);
    await expect(stage.paymentStatus(nit)).resolves.toBe('RET');
    await expect(stage.schedule(sid)).resolves.toMatchObject({
      status: 'ATV',
      current_times: '0',
      next_date: '10/03/2026',
    });
    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-02-11T06:30:00.000Z'));
    await expect(stage.control.notifications()).resolves.toMatchObject([
      { parameters: { nit, status: 'RET' } },
    ]);
  });

  it('is executed again on the next day under the same NIT: CON, and now it counts', async () => {
    const sid = await retriedSchedule({ 1: denial });
    await stage.advanceToNoonOf('2026-02-11');

    const nits = await nitsOf(sid);
    expect(nits).toHaveLength(1);
    await expect(stage.paymentStatus(nits[0] ?? '')).resolves.toBe('CON');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '1' });
    await expect(stage.control.ledger()).resolves.toMatchObject([
      { nit: nits[0], cycle: 1, outcome: 'denied' },
      { nit: nits[0], cycle: 1, outcome: 'approved', state: 'confirmed' },
    ]);
  });

  it('reads NEG when three retries have been denied too', async () => {
    const sid = await retriedSchedule({ 1: denial, 2: denial, 3: denial, 4: denial });
    await stage.advanceToNoonOf('2026-02-20');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 denied',
      '2026-02-11 denied',
      '2026-02-12 denied',
      '2026-02-13 denied',
    ]);
    await expect(stage.paymentStatus((await nitsOf(sid))[0] ?? '')).resolves.toBe('NEG');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '1', next_date: '10/03/2026' });
  });

  it('has its own number of retries and days between them', async () => {
    const sid = await retriedSchedule({ 1: denial, 2: denial }, { maxRetries: 1, intervalDays: 5 });
    await stage.advanceToNoonOf('2026-03-01');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 denied', '2026-02-15 denied']);
  });

  it('a retry without an answer of the issuer is a retry; the last denial stands', async () => {
    const sid = await retriedSchedule({ 1: denial, 2: { kind: 'error' } }, { maxRetries: 1 });
    await stage.advanceToNoonOf('2026-02-11');

    await expect(stage.paymentStatus((await nitsOf(sid))[0] ?? '')).resolves.toBe('NEG');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '1' });
  });

  it('ends with the retry of its last execution', async () => {
    const sid = await retriedSchedule({ 3: denial });
    await stage.advanceToNoonOf('2026-04-10');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ATV', current_times: '2' });
    await stage.advanceToNoonOf('2026-12-31');

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'FIN', current_times: '3' });
    expect((await stage.charges(sid)).at(-1)).toBe('2026-04-11 approved');
  });

  it('a RET that a person ends is not retried', async () => {
    const sid = await retriedSchedule({ 1: denial });
    await stage.advanceToNoonOf('2026-02-10');
    const [nit = ''] = await nitsOf(sid);
    await stage.control.setTransactionStatus(nit, 'CAN');
    await stage.advanceToNoonOf('2026-02-20');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 denied']);
  });

  it.each([{ maxRetries: 0 }, { maxRetries: 1.5 }, { intervalDays: 0 }, { maxRetries: 14, intervalDays: 2 }])(
    'cannot reach into the following cycle, or do nothing: %j',
    async (offlineRetries) => {
      await expect(
        stage.control.registerMerchant({ id: 'LOJAC', key: 'k', offlineRetries }),
      ).rejects.toMatchObject({ code: 'sandbox_invalid_option' });
    },
  );
});

describe('a store without automatic retries', () => {
  it('is not retried because another store is', async () => {
    await stage.control.registerMerchant({ id: 'LOJAB', key: 'sandbox-key-b', offlineRetries: {} });
    await stage.control.scriptCard(mastercard, { onExecution: { 1: denial } });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-20');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 denied']);
  });
});
