import type { Contestant } from './contestant';
import { untilIdle } from './idle';
import { LIMITS } from './limits';
import { processorMs } from './processor-time';
import type { Stage } from './stage';
import { median } from './statistics';

/** What one contestant does under load. */
export interface Throughput {
  /** First payments a second. */
  perSecond: number;
  /** Processor time of one, of worker, client and sandbox together, milliseconds. */
  cpuMs: number;
}

/** Control and ours in turn, so that a busy moment of the machine meets both. The medians of all rounds. */
export async function measureThroughput(
  stage: Stage,
  say: (text: string) => void,
): Promise<Record<Contestant['name'], Throughput>> {
  const { control, ours } = stage.contestants;
  const rounds = { control: [] as Throughput[], ours: [] as Throughput[] };
  const deadline = performance.now() + LIMITS.roundsWithinMs;
  for (let round = 1; round <= LIMITS.roundsMax && performance.now() < deadline; round += 1) {
    // Who begins changes, so that neither always finds what the other left behind.
    for (const contestant of round % 2 === 1 ? [control, ours] : [ours, control])
      rounds[contestant.name].push(await playRound(stage, contestant));
    say(
      `throughput, round ${String(round)}: ${lastOf(rounds.control)}, ${lastOf(rounds.ours)} (control, ours)`,
    );
  }
  return { control: medianOf(rounds.control), ours: medianOf(rounds.ours) };
}

const lastOf = (rounds: readonly Throughput[]): string => {
  const { perSecond = 0, cpuMs = 0 } = rounds.at(-1) ?? {};
  return `${perSecond.toFixed(1)}/s at ${cpuMs.toFixed(1)} ms`;
};

const medianOf = (rounds: readonly Throughput[]): Throughput => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
});

/**
 * One round: a fixed number is under way at any time, and what is measured lies between two payments in the middle of it. What was
 * begun before and what is left over afterwards are then alike, so everything that a start leads to is in the measure.
 */
async function playRound(stage: Stage, contestant: Contestant): Promise<Throughput> {
  const { paid, newOrder, stack } = stage;
  const before = paid.count;
  const total = LIMITS.inFlight + LIMITS.warmUpPayments + LIMITS.measuredPayments;
  const started: string[] = [];
  const keepUp = (async () => {
    const starts: Promise<void>[] = [];
    for (let index = 0; index < total; index += 1) {
      await paid.reaches(before + index - LIMITS.inFlight + 1);
      starts.push(contestant.start(newOrder()).then((workflowId) => void started.push(workflowId)));
    }
    await Promise.all(starts);
  })();
  const measured = (async () => {
    await paid.reaches(before + LIMITS.warmUpPayments);
    const from = { atMs: performance.now(), cpuMs: processorMs() };
    await paid.reaches(before + LIMITS.warmUpPayments + LIMITS.measuredPayments);
    const elapsedMs = performance.now() - from.atMs;
    return {
      perSecond: (LIMITS.measuredPayments / elapsedMs) * 1_000,
      cpuMs: (processorMs() - from.cpuMs) / LIMITS.measuredPayments,
    };
  })();
  await keepUp;
  await paid.reaches(before + total);
  await untilIdle(stack, started);
  return measured;
}
