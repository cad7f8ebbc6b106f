import { card, visa } from './support/bodies';
import { Caller, storeB } from './support/caller';
import { PostedStage } from './support/posted-stage';

let stage: PostedStage;

beforeAll(async () => {
  stage = await PostedStage.open();
});
afterEach(() => stage.again());
afterAll(() => stage.close());

const success = { status: 201, body: { code: '0', message: 'OK. Transaction successful.' } };

describe('the begin of an edit', () => {
  it('hands the SEID to the store while the call is open, and does not answer with it', async () => {
    const sid = await stage.runningSchedule();
    let answered = false;
    stage.receiver.answer = () => {
      expect(answered).toBe(false);
      return 200;
    };
    const begun = await stage.beginEdit(sid, '14114532781').finally(() => {
      answered = true;
    });

    expect(begun).toMatchObject(success);
    expect(Object.keys(begun.body)).toEqual(['code', 'message']);
    const [post] = stage.receiver.got;
    expect(post).toMatchObject({
      path: '/authenticity',
      contentType: 'application/x-www-form-urlencoded; charset=utf-8',
      fields: { seid: expect.stringMatching(/^[0-9a-f]{64}$/) as string, merchant_data: '14114532781', sid },
    });
    await expect(stage.control.edits()).resolves.toMatchObject([{ sid, status: 'NOV' }]);
    await expect(stage.control.posts()).resolves.toMatchObject([
      { to: 'authenticity', orderId: 'pedido1', attempt: 1, answer: 200, parameters: post?.fields },
    ]);
  });

  it.each([201, 204, 302, 404, 500])('invalidates the SEID when the store answers %i', async (status) => {
    const sid = await stage.runningSchedule();
    stage.receiver.answer = () => status;
    const begun = await stage.beginEdit(sid);

    expect(begun).toMatchObject({ status: 400, body: { code: '115', message: 'Authenticity error' } });
    expect(stage.receiver.got).toHaveLength(1);
    const seid = stage.receiver.at('/authenticity')[0]?.['seid'] ?? '';
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '102' } });
    expect(await stage.schedule(sid)).toMatchObject({ status: 'ATV' });
  });

  it('fails while the store has no address, or one that is not trusted', async () => {
    const sid = await stage.runningSchedule();
    const { receiver, control } = stage;
    for (const merchant of [{}, { authenticityUrl: receiver.url('/authenticity') }]) {
      await control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', ...merchant });
      expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '115' } });
    }
    expect(receiver.got).toHaveLength(0);
    await expect(control.posts()).resolves.toMatchObject([{ answer: 'not_sent' }, { answer: 'none' }]);
  });

  it('gives up a store that does not answer in time', async () => {
    await stage.control.changeSettings({ postAnswerMs: 50 });
    const sid = await stage.runningSchedule();
    stage.receiver.answer = () => new Promise(() => undefined);
    expect(await stage.beginEdit(sid)).toMatchObject({ body: { code: '115' } });
    await expect(stage.control.posts()).resolves.toMatchObject([{ answer: 'none' }]);
  });

  it('is refused for what cannot be edited, before anything is posted', async () => {
    const unactivated = await stage.createSchedule();
    expect(await stage.beginEdit(unactivated)).toMatchObject({ body: { code: '107' } });
    expect(await stage.beginEdit('f'.repeat(64))).toMatchObject({ status: 404, body: { code: '82' } });
    expect(await stage.store.post('/v1/schedules/edits', {})).toMatchObject({ body: { code: '150' } });
    const other = new Caller(stage.sandbox, storeB);
    const sid = await stage.runningSchedule();
    expect(await other.post('/v1/schedules/edits', { sid })).toMatchObject({ status: 404 });
    expect(stage.receiver.got).toHaveLength(0);
  });

  it('shows no card number that a client sends as merchant_data', async () => {
    const sid = await stage.runningSchedule();
    await stage.beginEdit(sid, '4111111111111111');
    expect(stage.receiver.at('/authenticity')[0]?.['merchant_data']).toBe('4111111111111111');
    const shown = JSON.stringify([await stage.control.posts(), await stage.control.edits()]);
    expect(shown).not.toContain('4111111111111111');
  });
});

describe('an edit', () => {
  it('sets what it names and answers as documented', async () => {
    const sid = await stage.runningSchedule();
    const answer = await stage.edit(await stage.seidFor(sid), {
      status: 'INA',
      amount: '5555',
      next_date: '15/07/2026',
      installments: '2',
      installment_type: '3',
      soft_descriptor: 'Clube',
      show_times_invoice: 'true',
      card: { number: visa, expiry_date: '1235' },
    });

    expect(answer).toMatchObject({
      status: 200,
      body: {
        code: '0',
        schedule: {
          ...{ status: 'INA', amount: '5555', next_date: '15/07/2026', number_of_times: '3' },
          ...{ current_times: '0', installments: '2', installment_type: '3' },
          ...{ soft_descriptor: 'Clube', show_times_invoice: 'true' },
        },
        schedule_edit: { status: 'CON' },
      },
    });
    expect(answer.body.schedule).not.toHaveProperty('sid');
    await expect(stage.control.schedules()).resolves.toMatchObject([
      { sid, status: 'INA', amountCents: 5555, nextDate: '2026-07-15', card: { last4: '0044' } },
    ]);
  });

  it.each([{}, { status: '', amount: '', next_date: '', installments: '', card: '', soft_descriptor: null }])(
    'leaves what is left out, or empty, as it was (%j)',
    async (change) => {
      const sid = await stage.runningSchedule();
      const [before] = await stage.control.schedules();
      expect(await stage.edit(await stage.seidFor(sid), change)).toMatchObject({ status: 200 });
      await expect(stage.control.schedules()).resolves.toEqual([before]);
    },
  );

  it.each([
    [{ status: 'FIN' }, '150'],
    [{ amount: '0' }, '33'],
    [{ next_date: '31/02/2026' }, '150'],
    [{ next_date: '04/01/2026' }, '150'],
    [{ installments: '13' }, '109'],
    [{ installment_type: '5' }, '17'],
    [{ soft_descriptor: 'AÇAÍ' }, '25'],
    [{ show_times_invoice: 'yes' }, '157'],
    [{ card: { expiry_date: '1235' } }, '10'],
    [{ card: { ...card, token: 'x' } }, '73'],
  ])('with one bad field changes nothing: %j', async (bad, code) => {
    const sid = await stage.runningSchedule();
    const seid = await stage.seidFor(sid);
    expect(await stage.edit(seid, { amount: '700', ...bad })).toMatchObject({ status: 400, body: { code } });
    expect(await stage.schedule(sid)).toMatchObject({ amount: '900', status: 'ATV' });
    expect(await stage.edit(seid, { amount: '700' })).toMatchObject({ status: 200 });
  });

  it('is one for each SEID', async () => {
    const sid = await stage.runningSchedule();
    const seid = await stage.seidFor(sid);
    await stage.edit(seid, { amount: '700' });
    expect(await stage.edit(seid, { amount: '800' })).toMatchObject({ status: 400, body: { code: '102' } });
    await stage.control.changeSettings({ deadIdCode: '115' });
    expect(await stage.edit(seid, { amount: '800' })).toMatchObject({ body: { code: '115' } });
    expect(await stage.schedule(sid)).toMatchObject({ amount: '700' });
  });

  it('is too late past the time limit of its SEID', async () => {
    await stage.control.changeSettings({ seidTimeLimitMinutes: 15 });
    const sid = await stage.runningSchedule();
    const seid = await stage.seidFor(sid);
    await stage.advanceMinutes(15);
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '102' } });
    await expect(stage.control.edits()).resolves.toMatchObject([{ status: 'EXP' }]);
  });

  it('is refused when the schedule ended meanwhile, and to another store', async () => {
    const sid = await stage.runningSchedule({ number_of_times: '1' });
    await stage.control.changeSettings({ seidTimeLimitMinutes: 100_000 });
    const seid = await stage.seidFor(sid);
    const other = new Caller(stage.sandbox, storeB);
    expect(await other.put(`/v1/schedules/edits/${seid}`, {})).toMatchObject({ body: { code: '82' } });
    await stage.advanceToNoonOf('2026-02-11');
    expect(await stage.edit(seid, { status: 'INA' })).toMatchObject({ body: { code: '107' } });
  });

  it('of the card decides what later charges are made with', async () => {
    await stage.control.scriptCard(visa, { executions: { kind: 'deny', authorizerCode: '51' } });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-11');
    await stage.edit(await stage.seidFor(sid), { card: { number: visa, expiry_date: '1235' } });
    await stage.advanceToNoonOf('2026-03-11');
    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 approved', '2026-03-10 denied']);
  });

  it('of the amount and the installments is what the next charge is made for', async () => {
    const sid = await stage.runningSchedule();
    await stage.edit(await stage.seidFor(sid), { amount: '1234', installments: '3', installment_type: '3' });
    await stage.advanceToNoonOf('2026-02-11');
    await expect(stage.control.ledger()).resolves.toMatchObject([{ amountCents: 1234 }]);
    await expect(stage.control.transactions()).resolves.toMatchObject([
      { installments: '3', installmentType: '3' },
    ]);
  });

  it.each([
    ['next_cycle_in_future', '2026-05-10', ['2026-02-10 approved', '2026-05-10 approved']],
    ['next_day', '2026-04-21', ['2026-02-10 approved', '2026-04-21 approved']],
    ['keep_date', '2026-03-10', ['2026-02-10 approved', '2026-04-21 approved']],
  ] as const)('that reactivates after its date: %s', async (reactivationRule, nextDate, charges) => {
    await stage.control.changeSettings({ reactivationRule });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-20');
    await stage.edit(await stage.seidFor(sid), { status: 'INA' });
    await stage.advanceToNoonOf('2026-04-20');
    await expect(stage.charges(sid)).resolves.toHaveLength(1);
    await stage.edit(await stage.seidFor(sid), { status: 'ATV' });
    await expect(stage.control.schedules()).resolves.toMatchObject([{ status: 'ATV', nextDate }]);
    await stage.advanceToNoonOf('2026-05-10');
    expect((await stage.charges(sid)).slice(0, 2)).toEqual(charges);
  });

  it.each([
    [{ editDateTodayAllowed: false }, '05/01/2026', '150'],
    [{}, '05/01/2026', '0'],
    [{ editDateInPastAllowed: true }, '01/01/2026', '0'],
  ])('of the date to today or to the past goes by the settings (%j)', async (settings, date, code) => {
    await stage.control.changeSettings(settings);
    const sid = await stage.runningSchedule();
    expect(await stage.edit(await stage.seidFor(sid), { next_date: date })).toMatchObject({ body: { code } });
    await stage.advanceToNoonOf('2026-01-06');
    await expect(stage.charges(sid)).resolves.toHaveLength(code === '0' ? 1 : 0);
  });

  it.each([
    ['edits', true, false],
    ['queries', true, true],
    ['nowhere', false, false],
  ] as const)('tells installments as the setting says: %s', async (installmentsTold, inEdit, inQuery) => {
    await stage.control.changeSettings({ installmentsTold });
    const sid = await stage.runningSchedule();
    const { body } = await stage.edit(await stage.seidFor(sid), { installments: '2' });
    expect('installments' in (body.schedule ?? {})).toBe(inEdit);
    expect('installments' in (await stage.schedule(sid))).toBe(inQuery);
  });
});
