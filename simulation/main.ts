// `npm run simulate`: see command/command-line.ts for what it does and takes.
import { castOf } from './command/cast';
import { HELP, readCommandLine, UsageError, type CommandLine } from './command/command-line';
import { examine, playTwins, scriptOf, type Drawing } from './command/examine';
import { lookFor, plantedDefect, plantedDefects, type Found } from './command/planted';
import { playLives } from './command/play-lives';
import { Progress, say } from './command/progress';
import { quietYear } from './command/quiet-year';
import { inWords, reportOf, type Report } from './command/report';
import { reportText } from './command/report-text';
import { smallestFaults } from './command/smallest-faults';
import { judge } from './judge/judge';
import type { LifeRecord } from './playing/life-record';
import { playLife, type Cast } from './playing/play-life';
import { storyOf } from './story/story';

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;
/** Failures whose smallest set of faults is looked for; each costs some hundred lives. */
const SMALLEST_FOR = 3;

async function main(): Promise<number> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine.help) {
    await print(HELP);
    return EXIT.ok;
  }
  if (commandLine.planted) return plant(commandLine);
  if (commandLine.show || commandLine.onlyFaults !== undefined) return tell(commandLine);
  return simulate(commandLine);
}

const castFor = ({ plant }: CommandLine): Promise<Cast> =>
  castOf(plant === undefined ? [] : [plantedDefect(plant)]);

async function simulate(commandLine: CommandLine): Promise<number> {
  const { json } = commandLine;
  const drawing = drawingOf(commandLine);
  const cast = await castFor(commandLine);
  const cost = await quietYear(cast);
  const progress = new Progress(commandLine.lives);
  const lives = await playLives({ ...commandLine, drawing }, cast, progress);
  const report = reportOf(lives, { quietYear: cost, seconds: progress.seconds, drawing });
  for (const failure of report.failures.slice(0, SMALLEST_FOR)) {
    const { findings = [] } = lives.find(({ seed }) => seed === failure.seed) ?? {};
    say(`looking for the smallest faults of seed ${String(failure.seed)}`);
    failure.smallestFaults = (await smallestFaults(failure.seed, drawing, findings, cast)).faults;
  }
  await print(json ? `${JSON.stringify(report)}\n` : `${reportText(report)}\n`);
  return exitCodeOf(report);
}

const drawingOf = ({ faults: faultRate, unchanged }: CommandLine): Drawing => ({ faultRate, unchanged });

const exitCodeOf = ({ failures }: Report): number => (failures.length === 0 ? EXIT.ok : EXIT.failed);

/** One life as a story, or its numbers with some of its faults only. */
async function tell(commandLine: CommandLine): Promise<number> {
  const { seed, onlyFaults, show, everything, json } = commandLine;
  const cast = await castFor(commandLine);
  const drawing = drawingOf(commandLine);
  const script = scriptOf(seed, drawing, onlyFaults);
  if (json) {
    const examined = await examine(script, cast);
    await print(`${JSON.stringify(examined)}\n`);
    return examined.findings.length === 0 ? EXIT.ok : EXIT.failed;
  }
  const life = await playLife(script, cast);
  const { twins, findings: differences } = await playTwins(script, cast);
  const findings = [...judge(life), ...differences];
  const told = (one: LifeRecord): string[] => (show ? storyOf(one, { everything }) : []);
  const verdict =
    findings.length === 0 ? ['it holds'] : findings.map((finding) => `BROKEN ${inWords(finding)}`);
  const asTwins =
    twins === undefined || differences.length === 0
      ? []
      : ['', 'with posts', ...told(twins.posted), '', 'without posts', ...told(twins.unposted), ''];
  const smallest = await smallestLine(seed, drawing, findings, onlyFaults, cast);
  await print(`${[...told(life), ...asTwins, ...verdict, ...smallest].join('\n')}\n`);
  return findings.length === 0 ? EXIT.ok : EXIT.failed;
}

async function smallestLine(
  seed: number,
  drawing: Drawing,
  findings: ReturnType<typeof judge>,
  onlyFaults: readonly string[] | undefined,
  cast: Cast,
): Promise<string[]> {
  if (findings.length === 0 || onlyFaults !== undefined) return [];
  const { faults, cutShort } = await smallestFaults(seed, drawing, findings, cast);
  const which = faults.join('; ') || 'none are needed';
  return [`smallest faults${cutShort ? ' so far' : ''}: ${which}`];
}

/** Plants each defect in turn, or the one that is named, and prints which were found. */
async function plant(commandLine: CommandLine): Promise<number> {
  const { plant: named, json, known } = commandLine;
  const sound = await castOf();
  const table: Found[] = [];
  for (const defect of named === undefined ? plantedDefects() : [plantedDefect(named)]) {
    const seed = known ? (defect.foundInLife ?? commandLine.seed) : commandLine.seed;
    const found = await lookFor(defect, sound, { ...commandLine, seed, drawing: drawingOf(commandLine) });
    say(`planted: ${foundText(found)}`);
    table.push(found);
  }
  await print(json ? `${JSON.stringify(table)}\n` : `${table.map(foundText).join('\n')}\n`);
  return table.every(({ found }) => found) ? EXIT.ok : EXIT.failed;
}

const foundText = ({ name, found, afterLives, what = '' }: Found): string =>
  [found ? 'found' : 'NOT FOUND', `after ${String(afterLives)} lives`, name, what].join('  ').trimEnd();

/** Waits until it has left. A reader that has seen enough, such as `| head`, is no error. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.once('error', () => {
      resolve();
    });
    process.stdout.write(text, () => {
      resolve();
    });
  });
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      process.stderr.write(`simulate: ${error.message}\n\n${HELP}`);
      process.exitCode = EXIT.usage;
      return;
    }
    process.stderr.write(
      `simulate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = EXIT.failed;
  },
);
