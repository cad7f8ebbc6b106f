import { measureLatency } from './latency';
import { thisMachine } from './machine';
import { measureMemory } from './memory';
import { reportOf, type OverheadReport } from './report';
import type { Stage } from './stage';
import { measureThroughput } from './throughput';
import { growOld, measureWakeUp } from './waking';

/** The whole bench: what a subscription costs beside a bare workflow. */
export async function measureOverhead(stage: Stage, say: (text: string) => void): Promise<OverheadReport> {
  const machine = thisMachine();
  const begunMs = performance.now();
  const throughput = await measureThroughput(stage, say);
  const latency = await measureLatency(stage, say);
  say('memory of what a worker caches');
  const memory = { control: await measureMemory(stage, 'control'), ours: await measureMemory(stage, 'ours') };
  say('subscriptions become a year old');
  const aged = await growOld(stage);
  say('and are woken after they were evicted');
  // From here on the only workflow worker is the one that is measured.
  stage.stack.workers.shutdown();
  await stage.stack.workers.done;
  const wakeUp = await measureWakeUp(stage, aged);
  const { control, ours } = stage.bundles;
  return reportOf({
    throughput,
    latency,
    memory,
    wakeUp,
    bundleBytes: { control: control.code.length, ours: ours.code.length },
    machine,
    tookMs: performance.now() - begunMs,
  });
}
