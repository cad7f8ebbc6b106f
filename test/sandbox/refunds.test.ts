import { card, mastercard, visa } from './support/bodies';
import { Caller, storeB } from './support/caller';
import { PostedStage } from './support/posted-stage';

let stage: PostedStage;

beforeAll(async () => {
  stage = await PostedStage.open();
});
afterEach(() => stage.again());
afterAll(() => stage.close());

describe('the begin of a cancellation', () => {
  it('hands its NIT to the store, and does not answer with it', async () => {
    const { usn } = await stage.paid();
    const begun = await stage.beginRefund(usn);
    expect(begun).toMatchObject({ status: 201, body: { code: '0' } });
    expect(Object.keys(begun.body)).toEqual(['code', 'message']);
    const [{ nit = '', ...fields } = {}] = stage.receiver.at('/authenticity');
    expect(nit).toMatch(/^[0-9a-f]{64}$/);
    expect(fields).toEqual({ pedido: 'pedido1', nsu: '12042142155', codigoLoja: 'LOJAA' });
    await expect(stage.control.cancellations()).resolves.toMatchObject([{ nit, status: 'NOV' }]);
  });

  it('may hand over the NIT alone', async () => {
    await stage.control.changeSettings({ cancellationPostFields: 'nit_only' });
    const { usn } = await stage.paid();
    await stage.beginRefund(usn);
    expect(Object.keys(stage.receiver.at('/authenticity')[0] ?? {})).toEqual(['nit']);
  });

  it('is an authenticity error for what the store does not take, a wrong number, and what is not captured', async () => {
    const { usn } = await stage.paid();
    stage.receiver.answer = () => 500;
    expect(await stage.beginRefund(usn)).toMatchObject({ status: 400, body: { code: '115' } });
    expect(await stage.beginRefund('260105000000000')).toMatchObject({ body: { code: '115' } });
    expect(await stage.beginRefund('12')).toMatchObject({ body: { code: '35' } });
    const nit = await stage.createPayment({ order_id: 'pedido2' });
    await stage.control.setTransactionStatus(nit, 'PEN');
    const pending = (await stage.control.transactions()).find((one) => one.nit === nit);
    expect(await stage.beginRefund(pending?.esitefUsn ?? '')).toMatchObject({ body: { code: '115' } });
    expect(
      await new Caller(stage.sandbox, storeB).post('/v1/cancellations', { esitef_usn: usn }),
    ).toMatchObject({
      body: { code: '115' },
    });
    expect(stage.receiver.got.filter(({ path }) => path === '/authenticity')).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  it('of all makes the payment EST and is in the ledger', async () => {
    const { nit, usn } = await stage.paid();
    const cancellation = await stage.cancellationOf(usn);
    const answer = await stage.refund(cancellation, { card });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        code: '0',
        cancellation: {
          ...{ authorizer_code: '000', status: 'CON', nit: cancellation, order_id: 'pedido1' },
          ...{ authorizer_id: '2', acquirer_id: '229', amount: '1000' },
        },
      },
    });
    expect(await stage.paymentStatus(nit)).toBe('EST');
    await expect(stage.control.ledger()).resolves.toMatchObject([
      { nit, kind: 'payment', amountCents: 1000, refundedCents: 1000, reversed: true },
      { nit: cancellation, refundOf: nit, kind: 'refund', amountCents: 1000, outcome: 'approved' },
    ]);
  });

  it('of a part leaves it CON, until nothing is left', async () => {
    const { nit, usn } = await stage.paid();
    expect(await stage.refund(await stage.cancellationOf(usn), { card, amount: '300' })).toMatchObject({
      status: 200,
    });
    expect((await stage.store.get(`/v1/transactions/${nit}`)).body.payment).toMatchObject({
      status: 'CON',
      amount: '700',
    });
    expect(await stage.refund(await stage.cancellationOf(usn), { card })).toMatchObject({ status: 200 });
    expect(await stage.paymentStatus(nit)).toBe('EST');
    expect(await stage.beginRefund(usn)).toMatchObject({ body: { code: '115' } });
    const given = (await stage.control.ledger()).filter(({ kind }) => kind === 'refund');
    expect(given.map(({ amountCents }) => amountCents)).toEqual([300, 700]);
  });

  it('of a part may leave the amount that is shown as it was', async () => {
    await stage.control.changeSettings({ refundedAmountShown: 'stays' });
    const { nit, usn } = await stage.paid();
    await stage.refund(await stage.cancellationOf(usn), { card, amount: '300' });
    expect((await stage.store.get(`/v1/transactions/${nit}`)).body.payment).toMatchObject({ amount: '1000' });
    await expect(stage.control.ledger()).resolves.toMatchObject([{ refundedCents: 300 }, {}]);
  });

  it('of a scheduled charge leaves its schedule running', async () => {
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-10');
    const [charge] = await stage.control.transactions();
    await stage.refund(await stage.cancellationOf(charge?.esitefUsn ?? ''), { card });
    expect(await stage.paymentStatus(charge?.nit ?? '')).toBe('EST');
    await stage.advanceToNoonOf('2026-03-10');
    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 approved', '2026-03-10 approved']);
  });

  it.each([
    [{ amount: '1001' }, {}, '33'],
    [{ amount: '1001' }, { refundAmountCode: '300' }, '300'],
    [{ amount: '300' }, { partialRefundAllowed: false }, '33'],
    [{ card: undefined }, {}, '10'],
    [{ card: { number: visa, expiry_date: '1235' } }, {}, '301'],
  ] as const)(
    'that cannot be is refused and gives nothing back: %j with %j',
    async (body, settings, code) => {
      await stage.control.changeSettings(settings);
      const { nit, usn } = await stage.paid();
      const cancellation = await stage.cancellationOf(usn);
      expect(await stage.refund(cancellation, { card, ...body })).toMatchObject({
        status: 400,
        body: { code },
      });
      expect(await stage.paymentStatus(nit)).toBe('CON');
      await expect(stage.control.ledger()).resolves.toHaveLength(1);
    },
  );

  it.each([{ acquirer: 'cielo_ecommerce' }, { refundCardRequired: 'never' }] as const)(
    'needs no card where the routing does not (%j)',
    async (settings) => {
      await stage.control.changeSettings(settings);
      const { nit, usn } = await stage.paid();
      expect(await stage.refund(await stage.cancellationOf(usn), {})).toMatchObject({ status: 200 });
      expect(await stage.paymentStatus(nit)).toBe('EST');
    },
  );

  it('is one for each NIT, in time, and not of a payment that was reversed meanwhile', async () => {
    const { nit, usn } = await stage.paid();
    const used = await stage.cancellationOf(usn);
    await stage.refund(used, { card, amount: '100' });
    expect(await stage.refund(used, { card, amount: '100' })).toMatchObject({ body: { code: '102' } });
    await stage.control.changeSettings({ cancellationTimeLimitMinutes: 15 });
    const late = await stage.cancellationOf(usn);
    await stage.advanceMinutes(15);
    expect(await stage.refund(late, { card })).toMatchObject({ body: { code: '102' } });
    const open = await stage.cancellationOf(usn);
    await stage.control.reversePayment(nit);
    expect(await stage.refund(open, { card })).toMatchObject({ body: { code: '107' } });
    expect(await stage.refund('0'.repeat(64), { card })).toMatchObject({ status: 404, body: { code: '82' } });
    expect((await stage.control.ledger()).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  });

  it.each([
    [{ kind: 'deny', authorizerCode: '05' }, 'NEG', '257', 'denied'],
    [{ kind: 'error' }, 'ERR', '131', 'error'],
  ] as const)(
    'that the issuer does not grant gives nothing back: %j',
    async (refund, status, code, outcome) => {
      await stage.control.scriptCard(mastercard, { refund });
      const { nit, usn } = await stage.paid();
      const cancellation = await stage.cancellationOf(usn);
      expect(await stage.refund(cancellation, { card })).toMatchObject({
        status: 400,
        body: { code, cancellation: { status } },
      });
      expect(await stage.paymentStatus(nit)).toBe('CON');
      await expect(stage.control.ledger()).resolves.toMatchObject([
        { reversed: false },
        { kind: 'refund', outcome, state: 'none' },
      ]);
    },
  );

  it('that awaits its answer holds its amount back, and is decided later', async () => {
    await stage.control.scriptCard(mastercard, { refund: { kind: 'pending' } });
    const { nit, usn } = await stage.paid();
    const waiting = await stage.cancellationOf(usn);
    expect(await stage.refund(waiting, { card, amount: '600' })).toMatchObject({
      body: { code: '256', cancellation: { status: 'PEN' } },
    });
    const second = await stage.cancellationOf(usn);
    expect(await stage.refund(second, { card, amount: '600' })).toMatchObject({ body: { code: '33' } });
    expect(await stage.paymentStatus(nit)).toBe('CON');
    await stage.control.decideCancellation(waiting, { kind: 'approve' });
    expect((await stage.store.get(`/v1/transactions/${waiting}`)).body.cancellation).toMatchObject({
      status: 'CON',
    });
    await expect(stage.control.decideCancellation(waiting, { kind: 'error' })).rejects.toMatchObject({
      code: 'sandbox_state_forbids',
    });
    await expect(stage.control.ledger()).resolves.toMatchObject([
      { refundedCents: 600 },
      { amountCents: 600 },
    ]);
  });

  it.each(['cancellation', 'payment'] as const)('is told by a query as %s', async (cancellationToldAs) => {
    await stage.control.changeSettings({ cancellationToldAs });
    const { usn } = await stage.paid();
    const nit = await stage.cancellationOf(usn);
    const path = `/v1/transactions/${nit}`;
    expect((await stage.store.get(path)).body[cancellationToldAs]).toMatchObject({ status: 'NOV', nit });
    await stage.refund(nit, { card });
    expect((await stage.store.get(path)).body[cancellationToldAs]).toMatchObject({
      status: 'CON',
      amount: '1000',
    });
    expect(await new Caller(stage.sandbox, storeB).get(path)).toMatchObject({ status: 404 });
  });
});

it('a person in the portal gives back a part, and then the rest', async () => {
  const { nit } = await stage.paid();
  await stage.control.refundPayment(nit, 400);
  expect(await stage.paymentStatus(nit)).toBe('CON');
  await expect(stage.control.refundPayment(nit, 601)).rejects.toMatchObject({
    code: 'sandbox_state_forbids',
  });
  await stage.control.refundPayment(nit);
  expect(await stage.paymentStatus(nit)).toBe('EST');
  expect(stage.receiver.at('/authenticity')).toEqual([]);
});
