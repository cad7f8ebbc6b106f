import { ControlClient } from '../../sandbox/control-client';
import type { ExistingSchedule } from '../../sandbox/portal/existing-schedule';
import { mastercard } from './support/bodies';
import { storeA } from './support/caller';
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

/** Monthly since 13 October; today is 5 January. */
const existing = (changes: Partial<ExistingSchedule> = {}): ExistingSchedule => ({
  merchantId: storeA.merchant_id,
  orderId: 'contrato 77/B',
  card: mastercard,
  amountCents: 4_990,
  initialDate: '2025-10-13',
  numberOfTimes: 5,
  executions: ['approved', 'denied', 'approved'],
  ...changes,
});

const told = async (sid: string) => (await stage.store.get(`/v1/schedules/${sid}`)).body.schedule;

describe('a schedule that was made and executed by somebody else', () => {
  it.each(['in the process', 'over HTTP'])(
    '%s: is told with its counter and its executions',
    async (where) => {
      const control = where === 'over HTTP' ? new ControlClient(stage.sandbox.controlUrl) : stage.control;
      const sid = await control.addSchedule(existing());

      const schedule = await told(sid);
      expect(schedule).toMatchObject({
        status: 'ATV',
        amount: '4990',
        initial_date: '13/10/2025',
        next_date: '13/01/2026',
        number_of_times: '5',
        current_times: '3',
      });
      const { nits } = schedule as unknown as { nits: string[] };
      expect(nits).toHaveLength(3);
      await expect(stage.charges(sid)).resolves.toEqual([
        '2025-10-13 approved',
        '2025-11-13 denied',
        '2025-12-13 approved',
      ]);
      await expect(stage.control.notifications()).resolves.toEqual([]);
    },
  );

  it('is executed further, and ends with its last execution', async () => {
    const sid = await stage.control.addSchedule(existing());
    await stage.advanceToNoonOf('2026-03-20');

    await expect(stage.charges(sid)).resolves.toHaveLength(5);
    await expect(told(sid)).resolves.toMatchObject({ status: 'FIN', current_times: '5' });
  });

  it('is not executed while it is inactive, and can be edited like any other', async () => {
    const sid = await stage.control.addSchedule(existing({ status: 'INA' }));
    await stage.advanceToNoonOf('2026-01-20');
    await expect(stage.charges(sid)).resolves.toHaveLength(3);

    await stage.control.editSchedule(sid, { status: 'ATV' });
    await stage.advanceToNoonOf('2026-02-20');
    await expect(stage.charges(sid)).resolves.toHaveLength(4);
  });

  it('with all its executions behind it is FIN', async () => {
    const sid = await stage.control.addSchedule(existing({ numberOfTimes: 3 }));
    await expect(told(sid)).resolves.toMatchObject({ status: 'FIN' });
  });

  it.each([
    ['an unknown store', { merchantId: 'nobody' }],
    ['an execution that is still to come', { executions: Array<'approved'>(4).fill('approved') }],
    ['a date that does not exist', { initialDate: '2025-02-30' }],
    ['an amount that is none', { amountCents: 0 }],
  ])('%s is refused, and nothing is kept', async (_what, changes) => {
    await expect(stage.control.addSchedule(existing(changes))).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
    });
    await expect(stage.control.schedules()).resolves.toEqual([]);
  });
});
