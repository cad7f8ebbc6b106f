import type { AdoptionStart } from '../../contract/input';
import { existingSchedule } from '../../stories/existing';
import { newOrderId } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import type { CaratRun } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const carat = (args: readonly string[], stdin = ''): Promise<CaratRun> =>
  runInProcess(['adopt', ...args, '--task-queue', world.taskQueue], {
    env: { TEMPORAL_ADDRESS: temporalAddress() },
    stdin,
  });

const flagsOf = ({ merchant, orderId, sid, schedule }: AdoptionStart): string[] => [
  ...['--merchant', merchant, '--order-id', orderId, '--sid', sid],
  ...['--amount-cents', String(schedule.amountCents), '--first-date', schedule.firstDate],
  ...['--times', String(schedule.numberOfTimes)],
];

describe('carat adopt', () => {
  test('a dry run shows what would be taken over, then the same flags adopt it, twice', async () => {
    const { adoption } = await existingSchedule(world, newOrderId());
    const name = `${world.merchant}/${adoption.orderId}`;
    const dry = await carat(['--dry-run', ...flagsOf(adoption)]);
    expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
    expect(dry.stdout).toMatch(
      new RegExp(
        `^${name} would be adopted: 6 executions would be history, and its next charge is on [0-9-]{10}\n` +
          '  at the gateway  ATV, R\\$ 49,90, first date [0-9-]{10}, next date [0-9-]{10}, 6 of 12 executed\n$',
      ),
    );
    const adopted = await carat(flagsOf(adoption));
    expect(adopted).toMatchObject({ exitCode: 0, stderr: '' });
    expect(adopted.stdout).toContain(`${name} is adopted, and is active\n`);
    expect(adopted.stdout).toMatch(/ {2}before us {2}6 executions\n/);
    const again = await carat(['--json', '--input', '-'], JSON.stringify(adoption));
    expect(JSON.parse(again.stdout)).toMatchObject({ result: 'adopted', alreadyRunning: true });
    const dryAgain = await carat(['--dry-run', ...flagsOf(adoption)]);
    expect(dryAgain).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('already') as string });
    const other = flagsOf({ ...adoption, schedule: { ...adoption.schedule, amountCents: 5990 } });
    for (const flags of [other, ['--dry-run', ...other]])
      expect(await carat(flags)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('error subscription_exists_with_different_content') as string,
      });
  });

  test('what the gateway has not answered yet goes on by itself, and ends with 5', async () => {
    const { adoption } = await existingSchedule(world, newOrderId());
    await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    const accepted = await carat(['--json', '--timeout-seconds', '2', ...flagsOf(adoption)]);
    expect(accepted).toMatchObject({ exitCode: 5, stderr: '' });
    expect(JSON.parse(accepted.stdout)).toMatchObject({ result: 'accepted', state: 'adopting' });
    await world.sandbox.control.clearFaults();
  });

  test('what does not fit is named, and the exit code says so', async () => {
    const { adoption } = await existingSchedule(world, newOrderId());
    const flags = [...flagsOf(adoption), '--next-date', '2031-01-31'];
    const dry = await carat(['--dry-run', ...flags]);
    expect(dry).toMatchObject({ exitCode: 1, stderr: '' });
    expect(dry.stdout).toMatch(/ {2}differs +nextDate: sold 2031-01-31, the gateway keeps /);
    expect(dry.stdout).toMatch(
      / {2}next +Mend the terms as sold, .*--next-date.* say which hold: .*--if-terms-differ/,
    );
    const refused = await carat(['--json', ...flags]);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({
      error: { code: 'adoption_refused', reason: 'terms_differ', misfits: [{ field: 'nextDate' }] },
    });
    const held = await carat([...flags, '--if-terms-differ', 'gateway_holds']);
    expect(held.exitCode).toBe(0);
    expect(held.stdout).toMatch(/ {2}differs +nextDate: /);
  });

  test('a SID that is none, and a card, are refused before anything is sent', async () => {
    const { adoption } = await existingSchedule(world, newOrderId());
    const { exitCode, stderr } = await carat(flagsOf({ ...adoption, sid: 'abc' }));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('sid: must be 64 letters and digits')]);
    const withCard = { ...adoption, card: { kind: 'carat_token', token: 'tok-1' } };
    const { exitCode: other, stderr: told } = await carat(['--input', '-'], JSON.stringify(withCard));
    expect([other, told]).toEqual([2, expect.stringContaining('card: is not a field of this message')]);
  });
});
