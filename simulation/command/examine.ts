import { drawLife, drawNewLife } from '../lives/draw-life';
import type { Act, LifeScript } from '../lives/script';
import { caseOf } from '../judge/case';
import type { Finding } from '../judge/finding';
import { doubtsOf } from '../judge/going-on';
import { judge } from '../judge/judge';
import { postsAddNothing, twinsOf } from '../judge/twins';
import type { LifeRecord } from '../playing/life-record';
import { playLife, type Cast } from '../playing/play-life';

const MONTH_MS = 30.44 * 86_400_000;
const TEN_MINUTES_MS = 600_000;
const WALL_MS = 14 * 86_400_000;

/** What is kept of a life that was played: numbers, and what was wrong. Plain JSON: it travels between processes. */
export interface Examined {
  seed: number;
  months: number;
  charges: number;
  faultsByKind: Record<string, number>;
  executedButReplyLost: number;
  /** A person was asked. */
  blocked: boolean;
  /** Times at which the outcome of a call was not known, and how soon it was. */
  doubts: { all: number; within10Min: number; byDay14: number };
  findings: Finding[];
}

/** Plays the life of a seed and judges it. A defect of the simulation itself is a finding, too: nothing may pass because of it. */
export async function examine(script: LifeScript, cast: Cast): Promise<Examined> {
  try {
    const life = await playLife(script, cast);
    return { ...numbersOf(life), findings: [...judge(life), ...(await playTwins(script, cast)).findings] };
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...NOTHING, seed: script.seed, findings: [{ invariant: 'I12 a life goes on', what }] };
  }
}

/** Of so many lives that are posted to, one is played once more with its posts and once without. */
const TWINS_EVERY = 5;

/** The same life with its posts and without, and where they differ; none for most seeds. */
export async function playTwins(
  script: LifeScript,
  cast: Cast,
): Promise<{ twins: { posted: LifeRecord; unposted: LifeRecord } | undefined; findings: Finding[] }> {
  if (!script.posts.status || script.seed % TWINS_EVERY !== 0) return { twins: undefined, findings: [] };
  const scripts = twinsOf(script);
  const posted = await playLife(scripts.posted, cast);
  const unposted = await playLife(scripts.unposted, cast);
  return { twins: { posted, unposted }, findings: postsAddNothing(posted, unposted) };
}

/** How lives are drawn. */
export interface Drawing {
  /** Chance that a request meets a fault, 0 to 1. */
  faultRate: number;
  /** Nobody changes, adopts or gives back anything, and the gateway posts nothing. */
  unchanged?: boolean;
}

/** The script of a seed, with all its faults or with some. */
export function scriptOf(
  seed: number,
  { faultRate, unchanged = false }: Drawing,
  onlyFaults?: readonly string[],
): LifeScript {
  const script = unchanged ? withoutChanges(drawNewLife(seed, faultRate)) : drawLife(seed, faultRate);
  if (onlyFaults === undefined) return script;
  return { ...script, faults: script.faults.filter(({ id }) => onlyFaults.includes(id)) };
}

/** Faults of what is left out hit nothing. */
const withoutChanges = (script: LifeScript): LifeScript => ({
  ...script,
  posts: { status: false, authenticity: false },
  acts: script.acts.filter(({ kind }) => !CHANGES.includes(kind)),
});

const CHANGES: readonly Act['kind'][] = [
  'change',
  'forged_post',
  'refund',
  'portal_refund',
  'refund_decision',
];

const NOTHING: Omit<Examined, 'seed' | 'findings'> = {
  months: 0,
  charges: 0,
  faultsByKind: {},
  executedButReplyLost: 0,
  blocked: false,
  doubts: { all: 0, within10Min: 0, byDay14: 0 },
};

function numbersOf(life: LifeRecord): Omit<Examined, 'findings'> {
  const { script, playedUntilMs, truth, faults } = life;
  const theCase = caseOf(life);
  return {
    seed: script.seed,
    months: (playedUntilMs - script.startMs) / MONTH_MS,
    charges: truth.ledger.length,
    faultsByKind: countBy(Object.values(faults)),
    executedButReplyLost: repliesLost(life),
    blocked: theCase.states.some(({ state }) => state === 'blocked'),
    doubts: doubtNumbers(theCase),
  };
}

function doubtNumbers(theCase: ReturnType<typeof caseOf>): Examined['doubts'] {
  const doubts = doubtsOf(theCase);
  const learntWithin = (ms: number): number =>
    doubts.filter(
      ({ fromMs, toMs, became }) => toMs !== undefined && became !== 'blocked' && toMs - fromMs <= ms,
    ).length;
  return { all: doubts.length, within10Min: learntWithin(TEN_MINUTES_MS), byDay14: learntWithin(WALL_MS) };
}

/** Requests that the gateway executed and whose answer did not come as it was sent, or came to nobody. */
function repliesLost({ wire }: LifeRecord): number {
  return wire.filter(({ request, exchange, faultKind }) => {
    if (request?.executed !== true) return false;
    return exchange?.kind !== 'answered' || (faultKind !== undefined && !READABLE.has(faultKind));
  }).length;
}

/** Faults whose answer can be read all the same, when it comes in time. */
const READABLE: ReadonlySet<string> = new Set([
  'extra_fields',
  'json_numbers',
  'odd_scalars',
  'hold',
  'hold_before',
]);

function countBy(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
