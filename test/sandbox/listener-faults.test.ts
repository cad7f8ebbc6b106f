import type { FaultRule } from '../../sandbox/control';
import { InProcessSandbox } from '../../sandbox/in-process';
import { limits } from '../../sandbox/limits';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

const armed = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>): Promise<string> =>
  stage.control.addFault({ route: '*', ...rule });

describe('untrusted_certificate', () => {
  const reached = (): Promise<string> =>
    stage.store.get('/v1/nothing').then(
      () => 'reached',
      (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'no code',
    );

  it('shows a certificate of nobody that is known, until the last such rule is cleared', async () => {
    expect(await reached()).toBe('reached');
    const [first, second] = [
      await armed({ kind: 'untrusted_certificate' }),
      await armed({ kind: 'untrusted_certificate' }),
    ];
    expect(await reached()).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
    await stage.control.clearFaults(first);
    expect(await reached()).not.toBe('reached');
    await stage.control.clearFaults(second);
    expect(await reached()).toBe('reached');
  });

  it('is for every route, as long as it lasts, and needs a listener', async () => {
    await expect(armed({ kind: 'untrusted_certificate', route: 'pay' })).rejects.toThrow("give '*'");
    await expect(armed({ kind: 'untrusted_certificate', times: 2 })).rejects.toThrow('does not apply');
    await expect(armed({ kind: 'untrusted_certificate', durationMs: 5 })).rejects.toThrow('durationMs');
    const local = new InProcessSandbox({ now: new Date('2026-01-05T15:00:00Z'), seed: 1 });
    const refused = (): Promise<void> =>
      expect(local.control.addFault({ route: '*', kind: 'untrusted_certificate' })).rejects.toMatchObject({
        code: 'sandbox_invalid_fault',
        message: 'kind: untrusted_certificate needs HTTPS',
      });
    // What was refused is not armed: the book does not fill up with it.
    for (let tried = 0; tried <= limits.faultRules; tried += 1) await refused();
    await local.control.addFault({ route: '*', kind: 'garbage' });
  });
});

describe('credentials_refused', () => {
  it('answers as to a wrong key, and executes nothing', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'credentials_refused', route: 'pay' });
    const { status, body } = await stage.pay(nit);
    expect({ status, body }).toMatchObject({ status: 401, body: { code: '146' } });
    expect(await stage.control.ledger()).toEqual([]);
    await stage.pay(nit);
    expect(await stage.control.ledger()).toHaveLength(1);
  });
});

describe('other_fields', () => {
  it('tells other texts where the answer has the fields, and nothing else changes', async () => {
    const sid = await stage.createSchedule();
    await armed({
      kind: 'other_fields',
      route: 'activate',
      fields: { 'schedule.amount': 'R$ 9', 'payment.status': 'ERR', nobody: 'x' },
    });
    const { body } = await stage.activate(sid);
    expect(body).toMatchObject({ code: '0', schedule: { status: 'ATV', amount: 'R$ 9' } });
    expect(JSON.stringify(body)).not.toContain('nobody');
  });

  it.each([[{}], [{ 'a-b': 'x' }], [{ amount: 'x'.repeat(4_001) }]])('refuses %j', async (fields) => {
    await expect(armed({ kind: 'other_fields', fields })).rejects.toThrow('fields: ');
    await expect(armed({ kind: 'garbage', fields: { amount: '1' } })).rejects.toThrow('other_fields only');
  });
});
