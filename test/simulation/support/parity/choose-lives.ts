import { drawLife } from '../../../../simulation/lives/draw-life';
import type { LifeScript } from '../../../../simulation/lives/script';
import type { LifeRecord } from '../../../../simulation/playing/life-record';
import { playLife, type Cast } from '../../../../simulation/playing/play-life';
import { unfitness, waitingMs, WAITING_MAX_MS } from './fitness';

const DAY_MS = 86_400_000;
/** Chance that a request of these lives meets a fault. */
export const FAULT_RATE = 0.2;
/** So far ahead at least, a life begins: the clock of the server only moves forward. */
const AHEAD_MS = 30 * DAY_MS;
/** Under 24 months. */
const FIRST_DATE_WITHIN_MS = 700 * DAY_MS;
const LEAP_CYCLE_MS = 1_461 * DAY_MS;
/** Longest life: every moment of it costs a real machine some milliseconds. */
const LONGEST_MS = 260 * DAY_MS;
/** How far a life is looked for in which something rare happens. */
const SEEDS_MAX = 60_000;

/** A life that was played in the simulation, to be played on a real server too. */
export interface ChosenLife {
  script: LifeScript;
  simulated: LifeRecord;
}

/**
 * Takes lives that are fit to be played twice, in the order of their seeds, and then those in which something happens that is still
 * missing. Chosen anew each time: a list of seeds would mean other lives after the next change of how lives are drawn.
 */
export async function chooseLives(
  cast: Cast,
  count: number,
  wanted: readonly string[],
): Promise<ChosenLife[]> {
  const chosen: ChosenLife[] = [];
  const missing = new Set(wanted);
  for (let seed = 1; seed <= SEEDS_MAX && (chosen.length < count || missing.size > 0); seed += 1) {
    const script = inTheFuture(drawLife(seed, FAULT_RATE));
    if (script.endMs - script.startMs > LONGEST_MS || beginsTooLate(script)) continue;
    if (hasPosts(script) || script.past !== undefined || script.asksForOrders === true) continue;
    if (chosen.length >= count && !mayBring(script, missing)) continue;
    const simulated = await playLife(script, cast);
    if (unfitness(simulated) !== undefined) continue;
    // What the life does not meet stays away from it: whether a worker can be lost decides where the worker runs.
    const met = script.faults.filter(({ id }) => id in simulated.faults);
    const news = happenings(simulated).filter((what) => missing.has(what));
    if (news.length === 0 && chosen.length >= count) continue;
    for (const what of news) missing.delete(what);
    chosen.push({ script: { ...script, faults: met }, simulated });
  }
  if (missing.size > 0) throw new Error(`no fit life in which this happens: ${[...missing].join(', ')}`);
  // Those that wait longest for real begin first.
  return chosen.sort((one, other) => waitingMs(other.simulated) - waitingMs(one.simulated));
}
/**
 * Lives with doors are left out: with the gateway's posts, and with what needs them; and adoptions, and workers that ask for orders. On a
 * real server these are played by the stories and the fault matrix (test/workflows, test/http), with real doors.
 */
const hasPosts = ({ posts }: LifeScript): boolean => posts.status || posts.authenticity;

/** A real server begins now: a first date far ahead of that is taken for a slip (domain/limits.ts). */
const beginsTooLate = ({ input }: LifeScript): boolean =>
  Date.parse(input.schedule.firstDate) > Date.now() + FIRST_DATE_WITHIN_MS;

/** A look at a script before it is played. Of most routes a life sees the first requests only. */
const mayBring = ({ faults, acts }: LifeScript, missing: ReadonlySet<string>): boolean =>
  acts.some(
    ({ kind, ...act }) =>
      missing.has(kind) ||
      ('name' in act && ['completed', 'rejected'].some((how) => missing.has(`${act.name} ${how}`))),
  ) ||
  faults.some((fault) => {
    if (fault.type === 'gateway_away') return missing.has(`gateway_away_${fault.how}`);
    if (fault.type !== 'wire') return missing.has(fault.type);
    return fault.nth <= 3 && missing.has(fault.kind) && (fault.ms ?? 0) <= WAITING_MAX_MS;
  });

/**
 * The same life so many leap cycles later that a real server can begin it, since that begins now at the earliest: its dates fall on the
 * same days of the month.
 */
function inTheFuture(script: LifeScript): LifeScript {
  const byMs =
    Math.max(0, Math.ceil((Date.now() + AHEAD_MS - script.startMs) / LEAP_CYCLE_MS)) * LEAP_CYCLE_MS;
  if (byMs === 0) return script;
  const { schedule } = script.input;
  const firstDate = new Date(Date.parse(schedule.firstDate) + byMs).toISOString().slice(0, 10);
  return {
    ...script,
    startMs: script.startMs + byMs,
    endMs: script.endMs + byMs,
    input: { ...script.input, schedule: { ...schedule, firstDate } },
    acts: script.acts.map((act) => ({ ...act, atMs: act.atMs + byMs })),
    faults: script.faults.map((fault) => ({
      ...fault,
      ...('fromMs' in fault ? { fromMs: fault.fromMs + byMs, toMs: fault.toMs + byMs } : {}),
      ...('atMs' in fault ? { atMs: fault.atMs + byMs } : {}),
    })),
  };
}

/** What happens in a life, in words that a choice of lives can ask for. */
export function happenings(life: LifeRecord): string[] {
  const { script, truth, runs, decisions, commands, acts, faults, view, ended } = life;
  const { input } = script;
  const late = input.entry === 'pay_now' && input.lateConfirmation !== undefined;
  return [
    late ? 'entry: late confirmation' : `entry: ${input.entry}`,
    ...(script.card.throughVault ? ['card through the vault'] : []),
    ...truth.ledger.map(({ kind, outcome }) => `${kind} ${outcome}`),
    ...acts.filter(({ done }) => done).map(({ act }) => act.kind),
    ...commands.map(({ name, outcome }) => `${name} ${outcome?.kind ?? 'unanswered'}`),
    ...decisions.map(({ call }) => `a person decides about ${call}`),
    ...(runs.length > 1 ? ['hand-over'] : []),
    ...Object.values(faults),
    ended ? `ends ${view.state}` : `goes on ${view.state}`,
  ];
}
