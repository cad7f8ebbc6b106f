import { ControlClient } from '../../sandbox/control-client';
import type { SandboxControl } from '../../sandbox/control';
import { mastercard } from './support/bodies';
import { openStage, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

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

const later = { additional_data: { postpone_confirmation: 'true' } };
const forbidden = { code: 'sandbox_state_forbids' };

async function deniedPayment(): Promise<string> {
  await stage.control.scriptCard(mastercard, { payment: { kind: 'deny', authorizerCode: '51' } });
  const nit = await stage.createPayment();
  await stage.pay(nit);
  return nit;
}

describe('a transaction is given a status that time alone does not bring about', () => {
  it.each<[string, () => SandboxControl]>([
    ['in the process', () => stage.control],
    ['over HTTP', () => new ControlClient(stage.sandbox.controlUrl)],
  ])('%s', async (_where, open) => {
    const nit = await stage.createPayment();
    await open().setTransactionStatus(nit, 'AGU');

    await expect(stage.paymentStatus(nit)).resolves.toBe('AGU');
    const [post] = await stage.control.notifications();
    expect(post?.parameters).toMatchObject({ nit, status: 'AGU' });
  });

  it.each(['PEN', 'AGU', 'BLQ', 'ABA', 'CAN', 'INV', 'ERR', 'EXP'] as const)(
    '%s: it cannot be paid then, and moves no money',
    async (status) => {
      const nit = await stage.createPayment();
      await stage.control.setTransactionStatus(nit, status);

      await expect(stage.pay(nit)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
      await expect(stage.paymentStatus(nit)).resolves.toBe(status);
      await expect(stage.control.ledger()).resolves.toEqual([]);
    },
  );

  it('and NOV again, with which it can be paid', async () => {
    const nit = await stage.createPayment();
    await stage.control.setTransactionStatus(nit, 'PEN');
    await stage.control.setTransactionStatus(nit, 'NOV');

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 200 });
  });

  it('a denied one: RET, and NEG again', async () => {
    const nit = await deniedPayment();
    await stage.control.setTransactionStatus(nit, 'RET');
    await expect(stage.paymentStatus(nit)).resolves.toBe('RET');
    await stage.control.setTransactionStatus(nit, 'NEG');

    await expect(stage.paymentStatus(nit)).resolves.toBe('NEG');
  });
});

describe('the ledger is never contradicted', () => {
  it.each(['NOV', 'PEN', 'NEG', 'RET', 'CAN', 'ERR', 'EXP'] as const)(
    'a confirmed charge does not become %s',
    async (status) => {
      const nit = await stage.createPayment();
      await stage.pay(nit);

      await expect(stage.control.setTransactionStatus(nit, status)).rejects.toMatchObject(forbidden);
      await expect(stage.paymentStatus(nit)).resolves.toBe('CON');
    },
  );

  it('neither does one that is pending, undone or reversed become anything else', async () => {
    const pending = await stage.createPayment(later);
    await stage.pay(pending);
    const undone = await stage.createPayment(later);
    await stage.pay(undone);
    await stage.store.put(`/v1/payments/${undone}?confirm=false`);
    const reversed = await stage.createPayment();
    await stage.pay(reversed);
    await stage.control.reversePayment(reversed);

    for (const nit of [pending, undone, reversed])
      await expect(stage.control.setTransactionStatus(nit, 'CAN')).rejects.toMatchObject(forbidden);
  });

  it('nor is a denial forgotten, or invented', async () => {
    const denied = await deniedPayment();
    const fresh = await stage.createPayment();

    for (const status of ['NOV', 'EXP', 'ERR'] as const)
      await expect(stage.control.setTransactionStatus(denied, status)).rejects.toMatchObject(forbidden);
    for (const status of ['NEG', 'RET'] as const)
      await expect(stage.control.setTransactionStatus(fresh, status)).rejects.toMatchObject(forbidden);
  });

  it('a status that moves money has other ways', async () => {
    const nit = await stage.createPayment();
    const client = new ControlClient(stage.sandbox.controlUrl);

    await expect(client.setTransactionStatus(nit, 'CON' as never)).rejects.toMatchObject({
      code: 'sandbox_control_request',
    });
    await expect(stage.control.setTransactionStatus(nit, 'CON' as never)).rejects.toMatchObject(forbidden);
    await expect(stage.control.setTransactionStatus('x', 'CAN')).rejects.toMatchObject({
      code: 'sandbox_transaction_unknown',
    });
  });

  it('a payment at the authoriser is left alone', async () => {
    await stage.control.changeSettings({ authorizationDurationMs: 500, statusWhileProcessing: 'PEN' });
    const nit = await stage.createPayment();
    const answer = stage.pay(nit);
    await waitFor(async () => (await stage.paymentStatus(nit)) === 'PEN');

    await expect(stage.control.setTransactionStatus(nit, 'CAN')).rejects.toMatchObject(forbidden);
    await expect(answer).resolves.toMatchObject({ status: 200 });
  });
});
