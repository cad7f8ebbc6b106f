import type { Contestant } from './contestant';
import { untilIdle } from './idle';
import { LIMITS } from './limits';
import type { Stage } from './stage';
import { quantile } from './statistics';

/** What a subscription adds to the time from the start to the answer of the first payment, milliseconds. */
export interface AddedLatency {
  p50AddedMs: number;
  p99AddedMs: number;
}

/** One at a time, control and ours in turn, on a stack that does nothing else. */
export async function measureLatency(stage: Stage, say: (text: string) => void): Promise<AddedLatency> {
  const { control, ours } = stage.contestants;
  const times = { control: [] as number[], ours: [] as number[] };
  const deadline = performance.now() + LIMITS.latencyWithinMs;
  for (let pair = 0; pair < LIMITS.latencyPairsMax && performance.now() < deadline; pair += 1) {
    for (const contestant of pair % 2 === 0 ? [control, ours] : [ours, control])
      times[contestant.name].push(await timeToFirstPayment(stage, contestant));
  }
  say(`latency: ${String(times.ours.length)} starts each, one at a time`);
  const added = (share: number): number => quantile(times.ours, share) - quantile(times.control, share);
  return { p50AddedMs: added(0.5), p99AddedMs: added(0.99) };
}

async function timeToFirstPayment({ paid, newOrder, stack }: Stage, contestant: Contestant): Promise<number> {
  const before = paid.count;
  const startedAtMs = performance.now();
  const workflowId = await contestant.start(newOrder());
  await paid.reaches(before + 1);
  const tookMs = performance.now() - startedAtMs;
  await untilIdle(stack, [workflowId]);
  return tookMs;
}
