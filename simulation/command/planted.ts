import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceEdit } from '../bundle/source-edits';
import type { Finding } from '../judge/finding';
import type { Cast } from '../playing/play-life';
import { castOf } from './cast';
import { UsageError } from './command-line';
import { examine, scriptOf } from './examine';
import type { Lives } from './play-lives';

/** A defect that is put into the code on purpose. The simulation knows no more of it than the text that is replaced. */
export interface PlantedDefect extends SourceEdit {
  name: string;
  /** The life that found it when all of them were last looked for from the first life on (`--planted`). Other draws mean another life. */
  foundInLife?: number;
}

/** Whether a planted defect was found, and in which life. */
export interface Found {
  name: string;
  found: boolean;
  /** Lives until it was found, or all that were played. */
  afterLives: number;
  /** What it broke. */
  what?: string;
}

/** The table of defects. */
export const plantedDefects = (): PlantedDefect[] =>
  JSON.parse(readFileSync(join(__dirname, '../planted/defects.json'), 'utf8')) as PlantedDefect[];

/** @throws UsageError when no defect has this name */
export function plantedDefect(name: string): PlantedDefect {
  const defect = plantedDefects().find((one) => one.name === name);
  if (defect !== undefined) return defect;
  const names = plantedDefects().map((one) => `  ${one.name}`);
  throw new UsageError(`no planted defect is called "${name}"; there are:\n${names.join('\n')}`);
}

/**
 * Plays lives with a defect in the code until one of them breaks an invariant that it does not break without the defect.
 *
 * @param sound - the code without the defect
 */
export async function lookFor(
  defect: PlantedDefect,
  sound: Cast,
  { seed, lives, drawing }: Lives,
): Promise<Found> {
  const { name } = defect;
  const cast = await castOf([defect]);
  for (let played = 1; played <= lives; played += 1) {
    const script = scriptOf(seed + played - 1, drawing);
    const { findings } = await examine(script, cast);
    const news = findings.length === 0 ? [] : without(findings, (await examine(script, sound)).findings);
    const [first] = news;
    if (first !== undefined)
      return { name, found: true, afterLives: played, what: `${first.invariant}: ${first.what}` };
  }
  return { name, found: false, afterLives: lives };
}

/** Findings of invariants that are not broken anyway. */
function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(({ invariant }) => invariant));
  return findings.filter(({ invariant }) => !known.has(invariant));
}
