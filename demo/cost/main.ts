// `npm run cost`: what a subscription-year costs at a Temporal server, counted from its history. Exit code 1 when it costs more than it may.
import { describeError } from '../../devstack/errors';
import { exitCodeOf, interruption } from '../../devstack/interruption';
import { Started } from '../../devstack/started';
import { stopInTime } from '../../devstack/stop-in-time';
import { temporalBinary } from '../../devstack/temporal-binary';
import { RecentLines } from '../recent-lines';
import { setUp } from '../set-up';
import { costText } from './text';
import { busyYear, quietYear } from './years';

async function main(): Promise<number> {
  const started = new Started();
  const log = new RecentLines();
  try {
    return await Promise.race([measure(started, log), interruption().then(exitCodeOf)]);
  } catch (error) {
    process.stderr.write(log.text() + describeError('cost', error));
    return 1;
  } finally {
    await stopInTime(started, say);
  }
}

async function measure(started: Started, log: RecentLines): Promise<number> {
  const { world } = await setUp({ binary: temporalBinary('npm run cost'), webUi: false, log }, started);
  say('a quiet year');
  const quiet = await quietYear(world, 'Q101');
  world.clock.releaseAll();
  await world.sandbox.control.reset();
  say('a busy year');
  const busy = await busyYear(world, 'B102');
  process.stdout.write(`${costText([quiet, busy])}\n`);
  return quiet.ok && busy.ok ? 0 : 1;
}

const say = (text: string): void => {
  process.stderr.write(`cost: ${text}\n`);
};

void main().then((exitCode) => process.exit(exitCode));
