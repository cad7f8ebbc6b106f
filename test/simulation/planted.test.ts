import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditError } from '../../simulation/bundle/source-edits';
import { castOf } from '../../simulation/command/cast';
import { lookFor, plantedDefect, plantedDefects, type Found } from '../../simulation/command/planted';
import { sampleCast } from './support/sample-lives';
import { simulate } from './support/simulate';

const WANTED = { seed: 1, lives: 60, drawing: { faultRate: 0.2 }, workers: 1, plant: undefined };
/** Lives whose schedule nobody changes: quicker, and enough where a defect is not looked for. */
const UNCHANGED = { ...WANTED, drawing: { faultRate: 0.2, unchanged: true } };
/** Bundles, and plays some lives: seconds on a quiet machine. */
const PATIENCE_MS = 600_000;

// Told in a moment, and not after the minutes that the search below takes.
it.each(plantedDefects())('$name: its text stands once in the source', ({ file, find }) => {
  const text = readFileSync(join(__dirname, '../..', file), 'utf8');
  expect(text.split(find)).toHaveLength(2);
});

// `npm run simulate -- --planted` looks for each from the first life on, which takes minutes, and prints the table.
describe('the command, with the lives that found them', () => {
  let table: Found[];
  let exitCode: number | null;

  beforeAll(async () => {
    const { stdout, ...ended } = await simulate(['--planted', '--known', '--lives', '1', '--json']);
    ({ exitCode } = ended);
    table = JSON.parse(stdout) as Found[];
  }, PATIENCE_MS);

  it.each(plantedDefects())('$name: is found in life $foundInLife', ({ name, foundInLife }) => {
    expect(foundInLife).toBeLessThanOrEqual(500);
    const what = expect.stringMatching(/^I\d+ /) as string;
    expect(table).toContainEqual({ name, found: true, afterLives: 1, what });
  });

  it('prints each defect once, and exits with 0 when all are found', () => {
    expect(table.map(({ name }) => name)).toEqual(plantedDefects().map(({ name }) => name));
    expect(exitCode).toBe(0);
  });

  it(
    'exits with 1 when one is not found',
    async () => {
      const named = plantedDefects().find(({ foundInLife = 0 }) => foundInLife > 1)?.name ?? '';
      const ended = await simulate(['--planted', '--plant', named, '--lives', '1', '--json']);
      expect(JSON.parse(ended.stdout)).toEqual([{ name: named, found: false, afterLives: 1 }]);
      expect(ended.exitCode).toBe(1);
    },
    PATIENCE_MS,
  );
});

it(
  'a life that does not hold without the defect does not count as finding it',
  async () => {
    const leak = plantedDefect('the number of the card stays in the outcome of a call');
    const leaking = await castOf([leak]);
    expect(await lookFor(leak, leaking, { ...UNCHANGED, lives: 12 })).toMatchObject({
      found: false,
      afterLives: 12,
    });
    expect(await lookFor(leak, await sampleCast(), { ...UNCHANGED, lives: 12 })).toMatchObject({
      found: true,
    });
  },
  PATIENCE_MS,
);

it('an edit that changes nothing is not found', async () => {
  const harmless = {
    name: 'another word in a comment',
    file: 'activities/outcomes.ts',
    find: 'Silence is a retryable failure',
    replace: 'Silence is a failure to be retried',
  };
  const found = await lookFor(harmless, await sampleCast(), { ...UNCHANGED, lives: 12 });
  expect(found).toEqual({ name: harmless.name, found: false, afterLives: 12 });
});

it.each([
  ['is not there', 'activities/outcomes.ts', 'no such text', '0 times'],
  ['is there more than once', 'activities/outcomes.ts', 'case ', 'times, not once'],
  ['is in no file of the simulated code', 'client/index.ts', 'export', 'no such file is a part'],
])('an edit whose text %s is refused', async (_what, file, find, message) => {
  const defect = castOf([{ file, find, replace: '' }]);
  await expect(defect).rejects.toThrow(EditError);
  await expect(defect).rejects.toThrow(message);
});
