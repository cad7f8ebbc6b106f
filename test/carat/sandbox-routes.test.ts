import type { CaratClient } from '../../carat/client';
import { CARD, CREDENTIALS } from './support/samples';
import { clientOf, newPayment, newSchedule, openStore, valueOf, type Store } from './support/sandbox-store';

const SPOT_CARD = { number: CARD.number, expiryDate: CARD.expiryDate };

let store: Store;
let client: CaratClient;

beforeAll(async () => {
  store = await openStore();
  client = store.client;
});

beforeEach(async () => {
  await store.sandbox.control.reset();
});

afterAll(async () => {
  await store.close();
});

const charges = async () =>
  (await store.sandbox.control.ledger()).map(({ kind, outcome, state, amountCents }) => ({
    kind,
    outcome,
    state,
    amountCents,
  }));

describe('a simple payment', () => {
  it('is created, paid and found again', async () => {
    const created = await client.createTransaction({
      orderId: 'PEDIDO1',
      merchantUsn: '12042142155',
      authorizerId: '1',
      payment: { amountCents: 9750 },
    });
    expect(created).toMatchObject({
      kind: 'done',
      httpStatus: 201,
      value: {
        payment: { status: 'NOV', orderId: 'PEDIDO1', merchantUsn: '12042142155', amountCents: 9750 },
      },
    });
    const nit = valueOf(created).payment?.nit ?? '';
    const paid = await client.pay(nit, { card: CARD });
    expect(paid).toMatchObject({
      kind: 'done',
      httpStatus: 200,
      value: {
        payment: { status: 'CON', nit, amountCents: 9750, authorizerDate: '2025-03-05T15:00:00.000Z' },
      },
    });
    expect(await client.getTransaction(nit)).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'CON', nit, orderId: 'PEDIDO1', amountCents: 9750, paymentType: 'C' } },
    });
    expect(await charges()).toEqual([
      { kind: 'payment', outcome: 'approved', state: 'confirmed', amountCents: 9750 },
    ]);
  });

  it('is denied by the issuer, and the query tells it as well', async () => {
    await store.sandbox.control.scriptCard(CARD.number, {
      payment: { kind: 'deny', authorizerCode: '51', authorizerMessage: 'Saldo insuficiente' },
    });
    const nit = await newPayment(client, 'PEDIDO2');
    expect(await client.pay(nit, { card: CARD })).toMatchObject({
      kind: 'denied',
      httpStatus: 400,
      authorizerCode: '51',
      authorizerMessage: 'Saldo insuficiente',
      value: { payment: { status: 'NEG' } },
    });
    expect(valueOf(await client.getTransaction(nit)).payment).toMatchObject({
      status: 'NEG',
      authorizerCode: '51',
    });
  });

  it('that the authorizer could not be asked for is refused with status ERR', async () => {
    await store.sandbox.control.scriptCard(CARD.number, { payment: { kind: 'error' } });
    const nit = await newPayment(client, 'PEDIDO3');
    expect(await client.pay(nit, { card: CARD })).toMatchObject({
      kind: 'refused',
      code: '131',
      value: { payment: { status: 'ERR' } },
    });
  });

  it('paid a second time is not called refused: the gateway only says "in progress or finished"', async () => {
    const nit = await newPayment(client, 'PEDIDO4');
    await client.pay(nit, { card: CARD });
    expect(await client.pay(nit, { card: CARD })).toMatchObject({ kind: 'unknown', code: '102' });
    expect(valueOf(await client.getTransaction(nit)).payment?.status).toBe('CON');
    expect(await charges()).toHaveLength(1);
  });

  it('with a card that the gateway refuses was not executed', async () => {
    const nit = await newPayment(client, 'PEDIDO5');
    expect(await client.pay(nit, { card: { number: '123456789012', expiryDate: '1230' } })).toMatchObject({
      kind: 'refused',
      code: '11',
    });
    expect(await charges()).toEqual([]);
  });

  it('expires when nobody pays', async () => {
    const nit = await newPayment(client, 'PEDIDO6');
    await store.sandbox.control.advanceTo(new Date('2025-03-07T15:00:00Z'));
    expect(valueOf(await client.getTransaction(nit)).payment?.status).toBe('EXP');
    expect((await client.pay(nit, { card: CARD })).kind).not.toBe('done');
    expect(await charges()).toEqual([]);
  });
});

describe('a late confirmation', () => {
  it('is captured by confirm', async () => {
    const nit = await newPayment(client, 'PEDIDO1', true);
    expect(await client.pay(nit, { card: CARD })).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'PPC' } },
    });
    expect(await client.confirmPayment(nit)).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'CON', nit } },
    });
    expect(await charges()).toMatchObject([{ state: 'confirmed' }]);
  });

  it('is given up by undo', async () => {
    const nit = await newPayment(client, 'PEDIDO2', true);
    await client.pay(nit, { card: CARD });
    expect(await client.undoPayment(nit)).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'PPN', nit } },
    });
    expect(await charges()).toMatchObject([{ state: 'undone' }]);
  });

  it('confirmed twice is not called refused: the first may have worked', async () => {
    const nit = await newPayment(client, 'PEDIDO3', true);
    await client.pay(nit, { card: CARD });
    await client.confirmPayment(nit);
    expect(await client.confirmPayment(nit)).toMatchObject({ kind: 'unknown' });
    expect(valueOf(await client.getTransaction(nit)).payment?.status).toBe('CON');
  });
});

describe('a schedule', () => {
  it('without immediate payment is activated, executed and finished', async () => {
    const sid = await newSchedule(client, 'PEDIDO1', 2);
    expect(await client.activateSchedule(sid, { card: SPOT_CARD })).toMatchObject({
      kind: 'done',
      value: {
        schedule: {
          status: 'ATV',
          sid,
          amountCents: 9750,
          nextDate: '2025-03-10',
          numberOfTimes: 2,
          nits: [],
        },
      },
    });
    await store.sandbox.control.advanceTo(new Date('2025-04-11T15:00:00Z'));
    const { schedule } = valueOf(await client.getSchedule(sid));
    expect(schedule).toMatchObject({ status: 'FIN', currentTimes: 2 });
    expect(schedule.nits).toHaveLength(2);
    expect(valueOf(await client.getTransaction(schedule.nits[1] ?? '')).payment).toMatchObject({
      status: 'CON',
      orderId: 'PEDIDO1',
      amountCents: 9750,
      paymentDate: '2025-04-10T06:30:00.000Z',
    });
    const { transactions } = valueOf(
      await client.listTransactions({ startDate: '2025-04-10', endDate: '2025-04-10' }),
    );
    expect(transactions).toMatchObject([
      { status: 'CON', nit: schedule.nits[1], orderId: 'PEDIDO1', amountCents: 9750 },
    ]);
  });

  it('with immediate payment is created with both ids and activated by the payment', async () => {
    const created = valueOf(
      await client.createTransaction({
        orderId: 'PEDIDO2',
        authorizerId: '1',
        payment: { amountCents: 5000 },
        schedule: {
          amountCents: 9750,
          doPaymentNow: true,
          initialDate: '2025-04-05',
          softDescriptor: 'Assinatura',
        },
        storeIdentification: 'CLIENTE2',
      }),
    );
    const nit = created.payment?.nit ?? '';
    const sid = created.schedule?.sid ?? '';
    expect(await client.pay(nit, { card: CARD })).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'CON' } },
    });
    const found = valueOf(await client.getSchedule(sid));
    expect(found).toMatchObject({
      schedule: { status: 'ATV', sid, nextDate: '2025-04-05', amountCents: 9750 },
    });
    expect(found.schedule.numberOfTimes).toBeUndefined();
    expect(valueOf(await client.getTransaction(nit))).toMatchObject({
      payment: { status: 'CON', nit },
      schedule: { status: 'ATV', sid },
    });
  });

  it('is paid with a stored card', async () => {
    const [card] = await store.sandbox.control.cards();
    const sid = await newSchedule(client, 'PEDIDO3');
    expect(await client.activateSchedule(sid, { card: { token: card?.token ?? '' } })).toMatchObject({
      kind: 'done',
      value: { schedule: { status: 'ATV' } },
    });
  });

  it('that could not be activated is refused with status ERR', async () => {
    await store.sandbox.control.scriptCard(CARD.number, { activation: 'error' });
    const sid = await newSchedule(client, 'PEDIDO4');
    expect(await client.activateSchedule(sid, { card: SPOT_CARD })).toMatchObject({
      kind: 'refused',
      value: { schedule: { status: 'ERR', sid } },
    });
  });

  it('tells a denied execution with its code', async () => {
    await store.sandbox.control.scriptCard(CARD.number, {
      onExecution: { 1: { kind: 'deny', authorizerCode: '82', authorizerMessage: 'Autorizacao negada' } },
    });
    const sid = await newSchedule(client, 'PEDIDO5');
    await client.activateSchedule(sid, { card: SPOT_CARD });
    await store.sandbox.control.advanceTo(new Date('2025-03-11T15:00:00Z'));
    const { schedule } = valueOf(await client.getSchedule(sid));
    expect(schedule).toMatchObject({ status: 'ATV', currentTimes: 1, nextDate: '2025-04-10' });
    expect(valueOf(await client.getTransaction(schedule.nits[0] ?? '')).payment).toMatchObject({
      status: 'NEG',
      authorizerCode: '82',
    });
  });
});

describe('what is not there, or not ours', () => {
  it('is refused', async () => {
    expect(await client.getTransaction('0'.repeat(64))).toMatchObject({ kind: 'refused', httpStatus: 404 });
    expect(await client.getSchedule('0'.repeat(64))).toMatchObject({ kind: 'refused', httpStatus: 404 });
    expect(await client.pay('0'.repeat(64), { card: CARD })).toMatchObject({
      kind: 'refused',
      httpStatus: 404,
    });
  });

  it('a list without transactions is empty', async () => {
    expect(await client.listTransactions({ startDate: '2025-01-01', endDate: '2025-01-31' })).toEqual({
      kind: 'done',
      value: { transactions: [], unreadable: [] },
      httpStatus: 200,
    });
  });

  it('belongs to another store', async () => {
    const nit = await newPayment(client, 'PEDIDO1');
    const other = clientOf(store.sandbox, {
      credentials: { merchantId: 'LOJAB', merchantKey: 'sandbox-key-b' },
    });
    expect(await other.getTransaction(nit)).toMatchObject({ kind: 'refused', httpStatus: 404 });
    other.close();
  });

  it('a wrong key is refused on every route', async () => {
    const stranger = clientOf(store.sandbox, { credentials: { ...CREDENTIALS, merchantKey: 'wrong' } });
    const nit = await newPayment(client, 'PEDIDO2');
    expect(await stranger.pay(nit, { card: CARD })).toMatchObject({ kind: 'refused', httpStatus: 401 });
    expect(await stranger.getTransaction(nit)).toMatchObject({ kind: 'refused', httpStatus: 401 });
    expect(await charges()).toEqual([]);
    stranger.close();
  });
});
