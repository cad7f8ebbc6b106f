import { MockActivityEnvironment } from '@temporalio/testing';
import { createGatewayActivities } from '../../activities/create-gateway-activities';
import type { GatewayActivities } from '../../activities/gateway-activities';
import { CaratClient } from '../../carat/client';
import type { WireRequest } from '../../carat/transport';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import type { CardVault } from '../../vault/card-vault';
import {
  handedOver,
  openReceivingStore,
  paidPayment,
  runningSchedule,
  type ReceivingStore,
} from '../carat/support/receiving-store';
import { CARD, NIT, SEID, SID } from '../carat/support/samples';

const OTHER_CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '4821' };

let store: ReceivingStore;
let vault: InMemoryCardVault;

beforeAll(async () => {
  store = await openReceivingStore();
});
beforeEach(async () => {
  await store.again();
  vault = new InMemoryCardVault();
});
afterAll(() => store.close());

/** Runs an activity against the sandbox. */
function run<Name extends 'beginEdit' | 'sendEdit' | 'beginRefund' | 'sendRefund' | 'getTransaction'>(
  name: Name,
  request: Parameters<GatewayActivities[Name]>[0],
  cards: CardVault = vault,
): Promise<unknown> {
  const activities = createGatewayActivities(store.client, cards);
  const activity = activities[name] as (given: unknown) => Promise<unknown>;
  return new MockActivityEnvironment().run(() => activity(request));
}

const vaulted = async (card = OTHER_CARD) => ({ kind: 'vault' as const, reference: await vault.put(card) });
const requestsOf = (route: 'edit' | 'refund') => store.sandbox.control.requests({ route });

/** A running schedule and the SEID of an edit that was begun. */
async function begunEdit(): Promise<{ sid: string; seid: string }> {
  const sid = await runningSchedule(store.client);
  await run('beginEdit', { sid, merchantData: 'PEDIDO1' });
  return { sid, seid: handedOver(store.receiver, 'seid') };
}

async function begunRefund(): Promise<{ payment: string; nit: string }> {
  const { nit: payment, usn } = await paidPayment(store.client);
  await run('beginRefund', { usn });
  return { payment, nit: handedOver(store.receiver, 'nit') };
}

describe('an edit', () => {
  it('is begun: the doors get the SEID, the history does not', async () => {
    const sid = await runningSchedule(store.client);
    expect(await run('beginEdit', { sid, merchantData: 'PEDIDO1' })).toEqual({ kind: 'done', facts: {} });
    expect(store.receiver.at('/authenticity')).toMatchObject([{ sid, merchant_data: 'PEDIDO1' }]);
  });

  it('that the doors do not take is refused as such', async () => {
    const sid = await runningSchedule(store.client);
    store.receiver.answer = () => 404;
    expect(await run('beginEdit', { sid, merchantData: 'PEDIDO1' })).toMatchObject({
      ...{ kind: 'refused', code: '115', authenticityFailed: true, facts: {} },
    });
  });

  it('is carried out, and tells its own status', async () => {
    const { sid, seid } = await begunEdit();
    const change = { status: 'INA', amountCents: 4_990, nextDate: '2025-04-07', installments: 2 } as const;
    expect(await run('sendEdit', { seid, sid, change })).toEqual({
      kind: 'done',
      facts: { edit: { status: 'CON' } },
    });
    await expect(store.sandbox.control.schedules()).resolves.toMatchObject([
      { status: 'INA', amountCents: 4_990, nextDate: '2025-04-07', installments: '2' },
    ]);
  });

  it('of the card takes it from the vault, which forgets it when it is done', async () => {
    const { sid, seid } = await begunEdit();
    const card = await vaulted();
    const outcome = await run('sendEdit', { seid, sid, change: { card } });
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(JSON.stringify(outcome)).not.toContain(OTHER_CARD.number);
    await expect(store.sandbox.control.schedules()).resolves.toMatchObject([{ card: { last4: '0001' } }]);
    expect(await vault.get(card.reference)).toBeUndefined();
  });

  it('of the card keeps it while the same call may be needed again', async () => {
    const { sid, seid } = await begunEdit();
    const card = await vaulted();
    await store.sandbox.control.addFault({ route: 'edit', kind: 'execute_then_drop' });
    expect(await run('sendEdit', { seid, sid, change: { card } })).toEqual({
      kind: 'unknown',
      reason: 'connection_lost',
    });
    expect(await vault.get(card.reference)).toEqual(OTHER_CARD);
  });

  it('of a card that is gone, or that cannot be had, is not sent', async () => {
    const { sid, seid } = await begunEdit();
    const card = { kind: 'vault', reference: 'card-of-yesterday' } as const;
    const gone = await run('sendEdit', { seid, sid, change: { card } });
    expect(gone).toEqual({ kind: 'not_sent', reason: 'card_reference_expired', cardGone: true });
    const away: CardVault = {
      put: (given) => vault.put(given),
      get: () => Promise.reject(new Error(`no store for ${CARD.number}`)),
      discard: (reference) => vault.discard(reference),
    };
    const unavailable = await run('sendEdit', { seid, sid, change: { card } }, away);
    expect(unavailable).toEqual({ kind: 'not_sent', reason: 'vault_unavailable' });
    expect(await requestsOf('edit')).toEqual([]);
  });

  it('that our own client cannot put is refused by it', async () => {
    const { sid, seid } = await begunEdit();
    expect(await run('sendEdit', { seid, sid, change: {} })).toMatchObject({
      ...{ kind: 'refused', refusedBy: 'client', code: 'CARAT_REQUEST_INVALID' },
    });
    expect(await requestsOf('edit')).toEqual([]);
  });
});

describe('a refund', () => {
  it('gives a part back, and tells what', async () => {
    const { payment, nit } = await begunRefund();
    const card = await vaulted(CARD);
    const outcome = await run('sendRefund', { nit, amountCents: 1_000, card });
    expect(outcome).toEqual({
      kind: 'done',
      facts: {
        refund: {
          ...{ nit, status: 'CON', amountCents: 1_000, at: '2025-03-05T15:00:00.000Z' },
          ...{ authorizerCode: '000', authorizerMessage: 'Transacao OK' },
        },
      },
    });
    expect(await run('getTransaction', { nit: payment })).toMatchObject({
      facts: { payment: { status: 'CON', amountCents: 8_750 } },
    });
    expect(await vault.get(card.reference)).toBeUndefined();
  });

  it('needs no card where the routing wants none', async () => {
    await store.sandbox.control.changeSettings({ refundCardRequired: 'never' });
    const { payment, nit } = await begunRefund();
    expect(await run('sendRefund', { nit })).toMatchObject({ kind: 'done' });
    expect(await run('getTransaction', { nit: payment })).toMatchObject({
      facts: { payment: { status: 'EST' } },
    });
  });

  it('that the issuer does not grant is denied', async () => {
    const denied = { kind: 'deny', authorizerCode: '05' } as const;
    await store.sandbox.control.scriptCard(CARD.number, { refund: denied });
    const { nit } = await begunRefund();
    expect(await run('sendRefund', { nit, card: await vaulted(CARD) })).toMatchObject({
      ...{ kind: 'denied', code: '05', facts: { refund: { nit, status: 'NEG' } } },
    });
  });

  it.each(['cancellation', 'payment'] as const)(
    'is asked about, and told as %s',
    async (cancellationToldAs) => {
      await store.sandbox.control.changeSettings({ cancellationToldAs });
      await store.sandbox.control.scriptCard(CARD.number, { refund: { kind: 'pending' } });
      const { nit } = await begunRefund();
      await run('sendRefund', { nit, card: await vaulted(CARD) });
      const asked = await run('getTransaction', { nit, isRefund: true });
      expect(asked).toEqual({
        kind: 'done',
        facts: { refund: { nit, status: 'PEN', amountCents: 9_750 } },
      });
    },
  );
});

it('what a refund is begun by is known of every payment', async () => {
  const { nit, usn } = await paidPayment(store.client);
  expect(usn).toMatch(/^250305\d{9}$/);
  expect(await run('getTransaction', { nit })).toMatchObject({ facts: { payment: { nit, usn } } });
});

it('the security code goes with a refund, and not with an edit', async () => {
  const sent: WireRequest[] = [];
  const carat = new CaratClient({
    baseUrl: 'https://gateway.example/e-sitef/api',
    credentials: { merchantId: 'LOJAA', merchantKey: 'a-key-of-the-store' },
    exchange: (request) => {
      sent.push(request);
      return Promise.resolve({ kind: 'lost', reason: 'connection_lost' });
    },
  });
  const activities = createGatewayActivities(carat, vault);
  const card = await vaulted();
  const environment = new MockActivityEnvironment();
  await environment.run(() => activities.sendEdit({ seid: SEID, sid: SID, change: { card } }));
  await environment.run(() => activities.sendRefund({ nit: NIT, card }));
  const { number, expiryDate, securityCode } = OTHER_CARD;
  expect(sent.map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual([
    { card: { number, expiry_date: expiryDate } },
    { card: { number, expiry_date: expiryDate, security_code: securityCode } },
  ]);
});
