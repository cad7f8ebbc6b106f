import type { Finding, Invariant } from '../judge/finding';
import type { Cost } from '../temporal/cost';
import type { Drawing, Examined } from './examine';

/** A life that broke an invariant, and how to play it again. */
export interface Failure {
  seed: number;
  command: string;
  what: string;
  /** The smallest set of faults that still fails, by their ids; only looked for with the first failures. */
  smallestFaults?: string[];
}

/** What a simulation came to: the document of `--json`. */
export interface Report {
  lives: number;
  months: number;
  charges: number;
  faults: number;
  faultsByKind: Record<string, number>;
  executedButReplyLost: number;
  double: number;
  lost: number;
  invented: number;
  guessed: number;
  falseAlarms: number;
  missedAlarms: number;
  /** Broken invariants beside those counted above: ends, doubts that last, bounds, card numbers, determinism, answers. */
  others: number;
  /** Lives in which a person was asked. */
  blocked: number;
  resolvedWithin10MinPercent: number;
  resolvedByDay14Percent: number;
  eventsOfAQuietYear: number;
  actionsOfAQuietYear: number;
  livesPerSecond: number;
  failures: Failure[];
}

/** What is counted by itself; the rest is `others`. */
const COUNTED: Partial<Record<Invariant, keyof Report>> = {
  'I1 executed at most once': 'double',
  'I2 every executed charge is known': 'lost',
  'I3 nothing is invented': 'invented',
  'I6 no outcome is guessed': 'guessed',
  'I7 no flag without its cause': 'falseAlarms',
  'I8 no cause without its flag': 'missedAlarms',
};

/** Puts the examined lives together; the order in which they were played does not matter. */
export function reportOf(
  lives: readonly Examined[],
  { quietYear, seconds, drawing }: { quietYear: Cost; seconds: number; drawing: Drawing },
): Report {
  const sorted = [...lives].sort((one, other) => one.seed - other.seed);
  const findings = sorted.flatMap((life) => life.findings);
  const faultsByKind = sumOf(sorted.map((life) => life.faultsByKind));
  const doubts = sumOf(sorted.map((life) => life.doubts));
  return {
    lives: sorted.length,
    months: Math.round(total(sorted, ({ months }) => months)),
    charges: total(sorted, ({ charges }) => charges),
    faults: total(Object.values(faultsByKind), (count) => count),
    faultsByKind,
    executedButReplyLost: total(sorted, ({ executedButReplyLost }) => executedButReplyLost),
    double: countOf(findings, 'double'),
    lost: countOf(findings, 'lost'),
    invented: countOf(findings, 'invented'),
    guessed: countOf(findings, 'guessed'),
    falseAlarms: countOf(findings, 'falseAlarms'),
    missedAlarms: countOf(findings, 'missedAlarms'),
    others: findings.filter(({ invariant }) => COUNTED[invariant] === undefined).length,
    blocked: sorted.filter(({ blocked }) => blocked).length,
    resolvedWithin10MinPercent: percent(doubts['within10Min'], doubts['all']),
    resolvedByDay14Percent: percent(doubts['byDay14'], doubts['all']),
    eventsOfAQuietYear: quietYear.events,
    actionsOfAQuietYear: quietYear.actions,
    livesPerSecond: Math.round((sorted.length / seconds) * 10) / 10,
    failures: sorted.filter((life) => life.findings.length > 0).map((life) => failureOf(life, drawing)),
  };
}

function failureOf({ seed, findings }: Examined, drawing: Drawing): Failure {
  return { seed, command: commandFor(seed, drawing), what: findings.map(inWords).join('; ') };
}

/** The command that plays one life again and tells it. */
const commandFor = (seed: number, { faultRate, unchanged }: Drawing): string =>
  `npm run simulate -- --seed ${String(seed)} --faults ${String(faultRate)}${unchanged === true ? ' --unchanged' : ''} --show`;

export const inWords = ({ invariant, what }: Finding): string => `${invariant}: ${what}`;

const countOf = (findings: readonly Finding[], name: keyof Report): number =>
  findings.filter(({ invariant }) => COUNTED[invariant] === name).length;

const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

function sumOf(counts: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts)
    for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).sort(([one], [other]) => one.localeCompare(other)));
}

/** Of nothing, everything was done. */
function percent(part = 0, whole = 0): number {
  return whole === 0 ? 100 : Math.round((part / whole) * 1_000) / 10;
}
