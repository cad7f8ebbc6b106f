import { ControlClient } from '../../sandbox/control-client';
import { card, mastercard, scheduleBody } from './support/bodies';
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

describe('activating a schedule', () => {
  it('makes it ATV with its first date, and charges nothing', async () => {
    const sid = await stage.createSchedule();
    const reply = await stage.activate(sid);

    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      code: '0',
      message: 'OK. Transaction successful.',
      schedule: {
        status: 'ATV',
        sid,
        schedule_usn: expect.stringMatching(/^260105\d{9}$/) as string,
        amount: '900',
        initial_date: '10/02/2026',
        next_date: '10/02/2026',
        number_of_times: '3',
        soft_descriptor: 'Assinatura',
        show_times_invoice: 'false',
      },
    });
    await expect(stage.control.ledger()).resolves.toEqual([]);
  });

  it('is refused a second time', async () => {
    const sid = await stage.runningSchedule();

    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await stage.control.changeSettings({ consumedSidCode: '107' });
    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code: '107' } });
  });

  it.each<[string, unknown, string]>([
    ['no card', {}, '10'],
    ['number and token together', { card: { ...card, token: 'abc' } }, '73'],
    ['a bad number', { card: { ...card, number: '1' } }, '11'],
    ['a bad expiry', { card: { ...card, expiry_date: '0026' } }, '9'],
    ['an unknown authorizer', { card, authorizer_id: '0' }, '5'],
  ])('is refused with %s, and the SID stays usable', async (_what, body, code) => {
    const sid = await stage.createSchedule();
    const reply = await stage.store.post(`/v1/schedules/${sid}`, body);

    expect([reply.status, reply.body.code]).toEqual([400, code]);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'NOV' });
  });

  it('wants an authorizer where the creation named none', async () => {
    const sid = await stage.createSchedule({}, { authorizer_id: undefined });
    await expect(stage.activate(sid)).resolves.toMatchObject({ body: { code: '4' } });

    const reply = await stage.store.post(`/v1/schedules/${sid}`, { card, authorizer_id: '2' });

    expect(reply.body.schedule).toMatchObject({ status: 'ATV' });
  });

  it('that fails leaves the schedule in status ERR for good', async () => {
    await stage.control.scriptCard(mastercard, { activation: 'error' });
    const sid = await stage.createSchedule();

    await expect(stage.activate(sid)).resolves.toMatchObject({
      status: 400,
      body: { schedule: { status: 'ERR' } },
    });
    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
  });

  it('after the first date has passed charges once at the next daily job, then goes on from today', async () => {
    await stage.control.changeSettings({ initialDateInPastAllowed: true });
    const sid = await stage.runningSchedule({ initial_date: '20/10/2025' });
    await stage.advanceToNoonOf('2026-01-25');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-01-06 approved', '2026-01-20 approved']);
  });

  it('may catch up on missed dates day by day, by setting', async () => {
    await stage.control.changeSettings({ initialDateInPastAllowed: true, missedDates: 'charge_each_day' });
    const sid = await stage.runningSchedule({ initial_date: '20/11/2025' });
    await stage.advanceToNoonOf('2026-01-25');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-01-06 approved',
      '2026-01-07 approved',
      '2026-01-20 approved',
    ]);
  });
});

describe('a person edits a schedule in the portal', () => {
  it('INA stops the executions; ATV resumes them with the next cycle, and nothing is charged afterwards', async () => {
    const sid = await stage.runningSchedule();
    await stage.control.editSchedule(sid, { status: 'INA' });
    await stage.advanceToNoonOf('2026-03-12');
    await expect(stage.charges(sid)).resolves.toEqual([]);

    await stage.control.editSchedule(sid, { status: 'ATV' });
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ATV', next_date: '10/04/2026' });
    await stage.advanceToNoonOf('2026-04-10');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-04-10 approved']);
  });

  it('reactivation may keep the date that has passed, by setting', async () => {
    await stage.control.changeSettings({ reactivationRule: 'keep_date' });
    const sid = await stage.runningSchedule();
    await stage.control.editSchedule(sid, { status: 'INA' });
    await stage.advanceToNoonOf('2026-02-12');
    await stage.control.editSchedule(sid, { status: 'ATV' });
    await stage.advanceToNoonOf('2026-02-20');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-13 approved']);
  });

  it('amount, date and card change for the executions to come', async () => {
    const sid = await stage.runningSchedule();
    const visa = (await stage.control.cards()).find(({ brand }) => brand === 'visa')?.token ?? '';
    await stage.control.editSchedule(sid, { amountCents: 1200, nextDate: '2026-02-20', card: visa });
    await stage.advanceToNoonOf('2026-03-20');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-20 approved', '2026-03-20 approved']);
    const amounts = (await stage.control.ledger()).map(({ amountCents }) => amountCents);
    expect(amounts).toEqual([1200, 1200]);
  });

  it.each([
    ['installments that are none', { installments: '0' }],
    ['installments of three digits', { installments: '100' }],
    ['a next date in the past', { nextDate: '2026-01-04' }],
    ['a next date that does not exist', { nextDate: '2026-02-30' }],
    ['an amount that is none', { amountCents: 0 }],
    ['an amount with a fraction', { amountCents: 9.5 }],
  ])('%s is refused, and nothing is changed', async (_what, edit) => {
    const sid = await stage.runningSchedule();
    const before = await stage.control.schedules();

    for (const control of [stage.control, new ControlClient(stage.sandbox.controlUrl)])
      await expect(control.editSchedule(sid, { status: 'INA', ...edit })).rejects.toMatchObject({
        code: expect.stringMatching(/sandbox_(invalid_option|control_request)/) as string,
      });
    await expect(stage.control.schedules()).resolves.toEqual(before);
  });

  it('an unknown card is refused, and nothing is changed', async () => {
    const sid = await stage.runningSchedule();
    const before = await stage.control.schedules();

    await expect(
      stage.control.editSchedule(sid, { amountCents: 5, card: '4111111111111111' }),
    ).rejects.toMatchObject({ code: 'sandbox_card_unknown' });
    await expect(stage.control.schedules()).resolves.toEqual(before);
  });

  it('only ATV and INA can be edited', async () => {
    const sid = await stage.createSchedule();

    await expect(stage.control.editSchedule(sid, { status: 'INA' })).rejects.toMatchObject({
      code: 'sandbox_state_forbids',
    });
    await expect(stage.control.editSchedule('none', {})).rejects.toMatchObject({
      code: 'sandbox_schedule_unknown',
    });
  });
});

describe('a person reverses a payment in the portal', () => {
  it('CON becomes EST, and the schedule goes on', async () => {
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-10');
    const [charged] = await stage.control.ledger();
    await stage.control.reversePayment(charged?.nit ?? '');

    await expect(stage.paymentStatus(charged?.nit ?? '')).resolves.toBe('EST');
    await expect(stage.control.ledger()).resolves.toMatchObject([{ state: 'confirmed', reversed: true }]);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ATV', current_times: '1' });
  });

  it('nothing but CON can be reversed', async () => {
    const nit = await stage.createPayment();

    await expect(stage.control.reversePayment(nit)).rejects.toMatchObject({ code: 'sandbox_state_forbids' });
    await expect(stage.control.reversePayment('x')).rejects.toMatchObject({
      code: 'sandbox_transaction_unknown',
    });
  });
});

describe('the immediate payment is not wanted', () => {
  it('and top-level payment fields sent along are checked and ignored', async () => {
    const withAmount = scheduleBody({}, { amount: '1000', installments: '1', installment_type: '4' });
    const reply = await stage.store.post('/v1/transactions', withAmount);

    expect(reply.body).toMatchObject({ schedule: { status: 'NOV', amount: '900' } });
    expect(reply.body.payment).toBeUndefined();
    const refused = await stage.store.post('/v1/transactions', { ...withAmount, amount: 'x' });
    expect(refused.body.code).toBe('33');
  });
});
