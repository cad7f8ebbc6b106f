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

describe('the daily job', () => {
  it('charges on the due date at 03:30 in São Paulo, as a new NIT with the order of the schedule', async () => {
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-10');

    const [charge] = await stage.control.ledger();
    expect(charge).toMatchObject({ at: '2026-02-10T06:30:00.000Z', sid, cycle: 1, orderId: 'pedido1' });
    const { body } = await stage.store.get(`/v1/transactions/${charge?.nit ?? ''}`);
    expect(body.payment).toMatchObject({ status: 'CON', amount: '900', payment_date: '10/02/2026T03:30' });
    expect(body.schedule).toMatchObject({ sid, amount: '900' });
  });

  it('runs a schedule to its end: counter, dates, nits and nsus, then FIN', async () => {
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-03-10');
    await expect(stage.schedule(sid)).resolves.toMatchObject({
      status: 'ATV',
      current_times: '2',
      next_date: '10/04/2026',
    });

    await stage.advanceToNoonOf('2026-12-31');

    const ledger = await stage.control.ledger();
    const schedule = await stage.schedule(sid);
    expect(schedule).toMatchObject({ status: 'FIN', current_times: '3', nits: ledger.map(({ nit }) => nit) });
    expect(schedule['nsus']).toHaveLength(3);
    expect(schedule).not.toHaveProperty('next_date');
    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 approved',
      '2026-03-10 approved',
      '2026-04-10 approved',
    ]);
    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
  });

  it('goes on without end where no number_of_times was given', async () => {
    const sid = await stage.runningSchedule({ number_of_times: undefined });
    await stage.advanceToNoonOf('2030-02-10');

    expect(await stage.charges(sid)).toHaveLength(49);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'ATV', current_times: '49' });
  });

  it('knows yearly schedules', async () => {
    const sid = await stage.runningSchedule({ interval: '12' });
    await stage.advanceToNoonOf('2029-01-01');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 approved',
      '2027-02-10 approved',
      '2028-02-10 approved',
    ]);
  });

  it('runs at another time by setting', async () => {
    await stage.control.changeSettings({ dailyJobTime: '04:15' });
    await stage.runningSchedule();

    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-02-10T07:15:00.000Z'));
  });

  it('charges a schedule that starts today only tomorrow, when today’s job is over', async () => {
    const sid = await stage.runningSchedule({ initial_date: '05/01/2026' });
    await stage.advanceToNoonOf('2026-02-05');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-01-06 approved', '2026-02-05 approved']);
  });

  it('charges many schedules for years, each exactly once a month', async () => {
    const sids = [];
    for (let day = 1; day <= 20; day += 1) {
      const initial_date = `${String(day).padStart(2, '0')}/02/2026`;
      sids.push(
        await stage.runningSchedule(
          { initial_date, number_of_times: undefined },
          { order_id: `pedido${day}` },
        ),
      );
    }
    await stage.advanceToNoonOf('2031-01-31');

    const charged = new Set(
      (await stage.control.ledger()).map(({ sid = '', at }) => `${sid} ${at.slice(0, 7)}`),
    );
    expect(charged.size).toBe(sids.length * 60);
    expect(await stage.control.ledger()).toHaveLength(sids.length * 60);
  });
});

describe('an execution that does not end well', () => {
  it('denied: the cycle is used up, the next month is charged, nothing is tried again', async () => {
    const denial = { kind: 'deny', authorizerCode: '51' } as const;
    await stage.control.scriptCard(mastercard, { onExecution: { 2: denial } });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-12-31');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 approved',
      '2026-03-10 denied',
      '2026-04-10 approved',
    ]);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'FIN', current_times: '3' });
  });

  it('without an answer of the issuer: not counted, still due, tried again on the next day', async () => {
    await stage.control.scriptCard(mastercard, {
      onExecution: { 1: { kind: 'error' }, 2: { kind: 'invalid' } },
    });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-11');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '0', next_date: '10/02/2026' });

    await stage.advanceToNoonOf('2026-03-10');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 error',
      '2026-02-11 error',
      '2026-02-12 approved',
      '2026-03-10 approved',
    ]);
    const cycles = (await stage.control.ledger()).map(({ cycle }) => cycle);
    expect(cycles).toEqual([1, 1, 1, 2]);
    const { nits } = await stage.schedule(sid);
    expect(nits).toHaveLength(4);
  });

  it('may be left alone until the next month, and its NIT unlisted, by setting', async () => {
    await stage.control.changeSettings({ erroredExecutionRetriedNextDay: false, listedErroredNits: false });
    await stage.control.scriptCard(mastercard, { onExecution: { 1: { kind: 'error' } } });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-03-10');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 error', '2026-03-10 approved']);
    const schedule = await stage.schedule(sid);
    expect(schedule).toMatchObject({ current_times: '1' });
    expect(schedule['nits']).toHaveLength(1);
  });

  it('denied month after month once the card has expired', async () => {
    const sid = await stage.createSchedule();
    await stage.activate(sid, { number: mastercard, expiry_date: '0226' });
    await stage.advanceToNoonOf('2026-12-31');

    const codes = (await stage.control.ledger()).map(({ authorizerCode }) => authorizerCode);
    expect(codes).toEqual(['000', '54', '54']);
  });

  it('denied for every execution of a card, while payments with it go through', async () => {
    await stage.control.scriptCard(mastercard, { executions: { kind: 'deny', authorizerCode: '62' } });
    const { nit, sid } = await stage.createPayNow();
    await stage.pay(nit);
    await stage.advanceToNoonOf('2026-12-31');

    const outcomes = (await stage.control.ledger()).map(({ kind, outcome }) => `${kind} ${outcome}`);
    expect(outcomes).toEqual([
      'payment approved',
      'scheduled denied',
      'scheduled denied',
      'scheduled denied',
    ]);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'FIN' });
  });
});

describe('the end of the month', () => {
  it('clamp and restore: back to the 31st after a short month', async () => {
    const sid = await stage.runningSchedule({ initial_date: '31/01/2026', number_of_times: '4' });
    await stage.advanceToNoonOf('2026-12-31');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-01-31 approved',
      '2026-02-28 approved',
      '2026-03-31 approved',
      '2026-04-30 approved',
    ]);
  });

  it('clamp and stick: stays on the day it was clamped to', async () => {
    await stage.control.changeSettings({ monthEndRule: 'clamp_and_stick' });
    const sid = await stage.runningSchedule({ initial_date: '31/01/2026', number_of_times: '4' });
    await stage.advanceToNoonOf('2026-12-31');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-01-31 approved',
      '2026-02-28 approved',
      '2026-03-28 approved',
      '2026-04-28 approved',
    ]);
  });
});

describe('the incident of the same schedules executed on following days', () => {
  it('charges one cycle several times, and the ledger shows it', async () => {
    const sid = await stage.runningSchedule({ number_of_times: '12' });
    const other = await stage.runningSchedule({ initial_date: '11/02/2026' }, { order_id: 'pedido2' });
    await stage.control.addIncident({ firstDay: '2026-02-10', repeatDays: 3, countTowardsTimes: false });
    await stage.advanceToNoonOf('2026-03-10');

    await expect(stage.charges(sid)).resolves.toEqual([
      '2026-02-10 approved',
      '2026-02-11 approved',
      '2026-02-12 approved',
      '2026-02-13 approved',
      '2026-03-10 approved',
    ]);
    await expect(stage.charges(other)).resolves.toEqual(['2026-02-11 approved']);
    const ledger = (await stage.control.ledger()).filter((entry) => entry.sid === sid);
    expect(ledger.map(({ cycle, repeated }) => [cycle, repeated])).toEqual([
      [1, false],
      [1, true],
      [1, true],
      [1, true],
      [2, false],
    ]);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '2', next_date: '10/04/2026' });
  });

  it('moves the counter by default, as the rule for confirmed payments says', async () => {
    const sid = await stage.runningSchedule();
    await stage.control.addIncident({ firstDay: '2026-02-10', repeatDays: 3 });
    await stage.advanceToNoonOf('2026-03-10');

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'FIN', current_times: '3' });
    expect(await stage.charges(sid)).toHaveLength(3);
  });

  it('reaches the last execution of a schedule, where it is told to', async () => {
    const only = await stage.runningSchedule({ number_of_times: '1' });
    await stage.control.addIncident({ firstDay: '2026-02-10', repeatDays: 3, finishedToo: true });
    await stage.advanceToNoonOf('2026-02-10');
    await expect(stage.schedule(only)).resolves.toMatchObject({ status: 'FIN', current_times: '1' });
    await stage.advanceToNoonOf('2026-02-20');

    expect(await stage.charges(only)).toHaveLength(4);
    const told = await stage.schedule(only);
    expect(told).toMatchObject({ status: 'FIN', current_times: '4' });
    expect(told['nits']).toHaveLength(4);
  });

  it('cannot reach into the following cycle', async () => {
    await expect(stage.control.addIncident({ firstDay: '2026-02-10', repeatDays: 28 })).rejects.toMatchObject(
      {
        code: 'sandbox_invalid_option',
      },
    );
  });
});

describe('status posts', () => {
  it('are queued for every payment made, in the words of the notification page', async () => {
    await stage.runningSchedule({ number_of_times: '1' });
    await stage.advanceToNoonOf('2026-02-10');

    const [post] = await stage.control.notifications();
    expect(post?.parameters).toMatchObject({
      nit: post?.nit,
      pedido: 'pedido1',
      nsu: '12055523043',
      status: 'CON',
      autorizadora: '2',
      tipoPagamento: 'C',
      dataSitef: '10/02/2026 03:30:00',
      binCartao: '500000',
      finalCartao: '0001',
      rede: 'Bin',
    });
    expect(post?.parameters).not.toHaveProperty('sid');
  });
});
