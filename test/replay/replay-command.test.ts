import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HISTORIES_FOLDER } from '../../scripts/histories/folder';
import { recordStory } from '../../scripts/histories/record-story';
import { allStories } from '../../stories/all-stories';
import { newOrderId } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

const CHECKOUT = join(__dirname, '../..');

interface Ended {
  exitCode: number;
  lines: string[];
  errors: string;
}

/** Runs what `npm run replay -- …` runs. */
async function replay(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/replay.ts', ...args], { cwd: CHECKOUT });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, lines: out.split('\n').filter((line) => line !== ''), errors };
}

describe('npm run replay', () => {
  let world: World;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carat-replay-'));
    world = await startWorld();
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  /** A history as it would be if the code had called an activity by another name. */
  function otherHistory(): string {
    const recorded = readFileSync(join(HISTORIES_FOLDER, 'pay-now-to-fin.json'), 'utf8');
    const file = join(folder, 'other.json');
    writeFileSync(file, recorded.replaceAll('"payTransaction"', '"chargeCard"'));
    return file;
  }

  it('downloads all runs of a workflow that runs, saves them, and says which history the code does not fit', async () => {
    const story = allStories.find(({ path }) => path === 'open-ended-over-several-runs');
    const orderId = newOrderId();
    const runs = story && (await recordStory(story, world, orderId));

    const subject = `${world.merchant}/${orderId}`;
    const save = join(folder, 'saved.json');
    const address = temporalAddress();
    const ended = await replay(subject, otherHistory(), '--all-runs', '--address', address, '--save', save);

    expect(ended.exitCode).toBe(1);
    const verdicts = ended.lines.filter((line) => !line.startsWith('saved'));
    expect(verdicts.filter((line) => line.startsWith('✓ subscription/'))).toHaveLength(runs?.length ?? 0);
    expect(verdicts.filter((line) => line.startsWith('✗'))).toEqual([
      expect.stringMatching(/^✗ subscription\/loja-.+ differs at event \d+: .*chargeCard/),
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith('saved.run-'))).toHaveLength(verdicts.length);
  });

  it('replays the newest run of a workflow that has ended, and a saved file', async () => {
    const story = allStories.find(({ path }) => path === 'first-payment-denied');
    const orderId = newOrderId();
    await world.reset();
    await (story && recordStory(story, world, orderId));
    const subject = `subscription/${world.merchant}/${orderId}`;
    const file = join(HISTORIES_FOLDER, 'first-payment-denied.json');

    const ended = await replay(subject, file, '--address', temporalAddress());

    expect(ended).toMatchObject({ exitCode: 0, errors: '' });
    expect(ended.lines).toEqual([
      expect.stringMatching(/^✓ subscription\/loja-.+: fits, \d+ events$/),
      expect.stringMatching(/^✓ subscription\/loja-.+: fits, \d+ events$/),
    ]);
  });

  it.each([
    ['an unknown workflow', ['loja-a/NEVERSEEN', '--address', temporalAddress()], 'subscription_not_found'],
    ['a file that is no history', ['package.json'], 'unreadable_history'],
    ['nothing to replay', [], 'invalid_usage'],
  ])('says with exit code 2 that nothing could be said: %s', async (_what, args, code) => {
    const ended = await replay(...args);
    expect(ended).toMatchObject({ exitCode: 2, lines: [] });
    expect(ended.errors).toContain(`error ${code}: `);
  });
});
