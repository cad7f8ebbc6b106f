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

describe('one job a day', () => {
  async function erroredAtTheJob(): Promise<string> {
    await stage.control.scriptCard(mastercard, { executions: { kind: 'error' } });
    return stage.runningSchedule();
  }

  it('although something else falls due at its very instant', async () => {
    const sid = await erroredAtTheJob();
    await stage.control.advanceTo(new Date('2026-02-10T05:30:00.000Z'));
    await stage.pay(await stage.createPayment({ additional_data: { postpone_confirmation: 'true' } }));
    await stage.control.advanceTo(new Date('2026-02-10T06:30:00.000Z'));
    await stage.control.changeSettings({ autoUndoPpcAfterMinutes: 30 });
    await stage.control.advanceTo(new Date('2026-02-10T06:30:00.000Z'));

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 error']);
  });

  it('although its time is moved to later on the same day', async () => {
    const sid = await erroredAtTheJob();
    await stage.advanceToNoonOf('2026-02-10');
    await stage.control.changeSettings({ dailyJobTime: '18:00' });
    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-02-11T21:00:00.000Z'));
    await stage.advanceToNoonOf('2026-02-12');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-02-10 error', '2026-02-11 error']);
  });

  it('also where it had nothing to do', async () => {
    await stage.control.changeSettings({ dailyJobTime: '18:00' });
    const sid = await stage.runningSchedule({ initial_date: '05/01/2026' });
    await stage.advanceToNoonOf('2026-01-07');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-01-06 approved']);
  });

  it('starts anew with the world', async () => {
    await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-02-10');
    await stage.control.reset();
    const sid = await stage.runningSchedule({ initial_date: '06/01/2026' });
    await stage.advanceToNoonOf('2026-01-06');

    await expect(stage.charges(sid)).resolves.toEqual(['2026-01-06 approved']);
  });
});
