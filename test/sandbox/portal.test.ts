import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

const charges = async (): Promise<[number, boolean][]> =>
  (await stage.control.ledger()).map(({ amountCents, reversed }) => [amountCents, reversed]);

describe('a person in the portal', () => {
  it('changes the amount, and changes it back: each charge has that of its day', async () => {
    const sid = await stage.runningSchedule({ number_of_times: '12' });
    await stage.advanceToNoonOf('2026-02-10');
    await stage.control.editSchedule(sid, { amountCents: 49_900 });
    await stage.advanceToNoonOf('2026-03-10');
    await stage.control.editSchedule(sid, { amountCents: 900 });
    await stage.advanceToNoonOf('2026-04-10');
    expect((await charges()).map(([amountCents]) => amountCents)).toEqual([900, 49_900, 900]);
    expect(await stage.schedule(sid)).toMatchObject({ amount: '900', current_times: '3' });
  });

  it('moves the date, and the schedule goes on from there', async () => {
    const sid = await stage.runningSchedule({ number_of_times: '12' });
    await stage.control.editSchedule(sid, { nextDate: '2026-02-15' });
    await stage.advanceToNoonOf('2026-03-20');
    expect(await stage.charges(sid)).toEqual(['2026-02-15 approved', '2026-03-15 approved']);
  });

  it('reverses the first payment while the schedule runs: the executions go on', async () => {
    const { nit, sid } = await stage.createPayNow();
    await stage.pay(nit);
    await stage.control.reversePayment(nit);
    expect(await stage.paymentStatus(nit)).toBe('EST');
    expect(await stage.schedule(sid)).toMatchObject({ status: 'ATV' });
    await stage.advanceToNoonOf('2026-02-10');
    expect(await charges()).toEqual([
      [1000, true],
      [900, false],
    ]);
  });

  it('reverses any execution, the last one and one of an incident included', async () => {
    const sid = await stage.runningSchedule({ number_of_times: '1' });
    await stage.control.addIncident({ firstDay: '2026-02-10', repeatDays: 1, finishedToo: true });
    await stage.advanceToNoonOf('2026-02-12');
    const nits = (await stage.control.ledger()).map(({ nit }) => nit);
    expect(nits).toHaveLength(2);
    for (const nit of nits) await stage.control.reversePayment(nit);
    expect(await Promise.all(nits.map((nit) => stage.paymentStatus(nit)))).toEqual(['EST', 'EST']);
    expect(await stage.schedule(sid)).toMatchObject({ status: 'FIN' });
    expect((await charges()).map(([, reversed]) => reversed)).toEqual([true, true]);
  });

  it('cannot reverse twice, nor what was never charged', async () => {
    const forbidden = { code: 'sandbox_state_forbids' };
    const nit = await stage.createPayment();
    await expect(stage.control.reversePayment(nit)).rejects.toMatchObject(forbidden);
    await stage.pay(nit);
    await stage.control.reversePayment(nit);
    await expect(stage.control.reversePayment(nit)).rejects.toMatchObject(forbidden);
  });
});

describe('interval and number of times', () => {
  it('cannot be edited, as documented', async () => {
    const sid = await stage.runningSchedule();
    for (const edit of [{ intervalMonths: 2 }, { numberOfTimes: 5 }])
      await expect(stage.control.editSchedule(sid, edit)).rejects.toMatchObject({
        code: 'sandbox_invalid_option',
        message: expect.stringContaining('editableFields') as string,
      });
  });

  it('can, where the setting says so', async () => {
    await stage.control.changeSettings({ editableFields: 'all' });
    const sid = await stage.runningSchedule({ number_of_times: '9' });
    await stage.advanceToNoonOf('2026-02-10');
    await stage.control.editSchedule(sid, { intervalMonths: 2, numberOfTimes: 2 });
    await stage.advanceToNoonOf('2026-12-01');
    expect(await stage.charges(sid)).toEqual(['2026-02-10 approved', '2026-03-10 approved']);
    expect(await stage.schedule(sid)).toMatchObject({ status: 'FIN', number_of_times: '2' });
  });

  it('can be taken away: the schedule has no end', async () => {
    await stage.control.changeSettings({ editableFields: 'all' });
    const sid = await stage.runningSchedule({ number_of_times: '1' });
    await stage.control.editSchedule(sid, { numberOfTimes: null });
    await stage.advanceToNoonOf('2026-04-10');
    expect(await stage.charges(sid)).toHaveLength(3);
  });

  it('are not set to what has passed', async () => {
    await stage.control.changeSettings({ editableFields: 'all' });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-10');
    for (const edit of [{ numberOfTimes: 1 }, { numberOfTimes: 1.5 }, { intervalMonths: 0 }])
      await expect(stage.control.editSchedule(sid, edit)).rejects.toMatchObject({
        code: 'sandbox_invalid_option',
      });
  });
});
