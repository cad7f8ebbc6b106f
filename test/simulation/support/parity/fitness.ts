import { faultsOf } from '../../../../simulation/lives/faults';
import type { LifeRecord } from '../../../../simulation/playing/life-record';

const SECOND_MS = 1_000;
/** Faults of Temporal itself: the server that would be away is the one whose clock is moved, and a wait for a worker is real. */
const OF_TEMPORAL: readonly string[] = ['temporal_away', 'nobody_polls', 'queue_full'];
/** Longest real waiting of one life, for answers that do not come and workers that are gone. */
export const WAITING_MAX_MS = 100 * SECOND_MS;
/** The server notices a worker that is gone by its heartbeats. */
const NOTICED_AFTER_MS = 20 * SECOND_MS;
/** Two things that happen closer together than this may change places: a real machine is busy now and then. */
const APART_MS = 20 * SECOND_MS;

/** Why a life cannot be played again on a real server with the same faults at the same requests; undefined when it can. */
export function unfitness(life: LifeRecord): string | undefined {
  const kinds = Object.values(life.faults);
  const ofTemporal = kinds.find((kind) => OF_TEMPORAL.includes(kind));
  if (ofTemporal !== undefined) return `${ofTemporal} cannot be brought about`;
  if (life.script.card.throughVault && kinds.some((kind) => kind.startsWith('worker_')))
    return 'the vault of a worker that is lost is lost with it';
  if (waitingMs(life) > WAITING_MAX_MS) return 'waits too long for real';
  const moments = outsideMoments(life);
  if (moments.some((ms) => isUnderWay(life, ms))) return 'somebody acts while a request is under way';
  if (moments.some((one, index) => moments.slice(index + 1).some((other) => isClose(one, other))))
    return 'two from outside act at the same time';
  return undefined;
}

/** How long a real machine waits for a life. */
export function waitingMs({ wire, script }: LifeRecord): number {
  const longest = new Map(faultsOf(script.faults, 'wire').map(({ id, ms }) => [id, ms ?? 0]));
  const waits = wire.map(({ at, endedAt, fault, faultKind }) => {
    const isLost = endedAt === undefined;
    const waitMs = isLost ? NOTICED_AFTER_MS : Date.parse(endedAt) - Date.parse(at);
    return isLost || faultKind === 'hold_before' ? Math.max(waitMs, longest.get(fault ?? '') ?? 0) : waitMs;
  });
  return waits.filter((ms) => ms > 2 * SECOND_MS).reduce((sum, ms) => sum + ms, 0);
}

/** Moments at which something from outside happens, on the clock of the life. */
function outsideMoments({ acts, commands, script, faults }: LifeRecord): number[] {
  const ofActs = acts.map(({ at }) => Date.parse(at));
  const ofCommands = commands.map(({ sentAt }) => Date.parse(sentAt));
  const borders = script.faults.flatMap((fault) => {
    if (!(fault.id in faults)) return [];
    if (fault.type === 'gateway_away') return [fault.fromMs, fault.toMs];
    return fault.type === 'worker_lost' ? [fault.atMs, fault.atMs + fault.ms] : [];
  });
  return [...ofActs, ...ofCommands, ...borders];
}

/** A request that came after an act may be its consequence; one that was there before is not. */
const isUnderWay = ({ wire }: LifeRecord, ms: number): boolean =>
  wire.some(({ at, endedAt = at }) => Date.parse(at) <= ms && ms <= Date.parse(endedAt) + APART_MS);

const isClose = (one: number, other: number): boolean => Math.abs(one - other) < SECOND_MS && one !== other;
