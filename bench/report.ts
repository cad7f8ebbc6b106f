import type { AddedLatency } from './latency';
import type { Machine } from './machine';
import type { CachedMemory } from './memory';
import { rounded } from './statistics';
import type { Throughput } from './throughput';
import type { WakeUp } from './waking';

/** What the bench `overhead` found; the printed JSON is this. */
export interface OverheadReport extends AddedLatency {
  /** First payments a second. */
  controlPerSecond: number;
  oursPerSecond: number;
  /** Ours through the control's. */
  ratio: number;
  /** Processor time of one start with everything that it leads to, of worker, client and sandbox, milliseconds. */
  controlCpuMs: number;
  oursCpuMs: number;
  cpuRatio: number;
  /** Processor time of the worker to wake an evicted subscription of one year, milliseconds. */
  wakeUpCpuMs: number;
  /** Worker memory of one open workflow in the cache, MB. */
  cachedMbEach: number;
  controlCachedMbEach: number;
  /** What stands behind the numbers above. */
  details: {
    cachedUncollectedMbEach: number;
    cachedHeapMbEach: number;
    controlCachedHeapMbEach: number;
    emptyWorkerMb: number;
    questionToCachedCpuMs: number;
    eventsOfTheYear: number;
    wakeUps: number;
    bundleKb: { control: number; ours: number };
    tookSeconds: number;
  };
  machine: Machine;
}

/** Everything that was measured. */
export interface Measured {
  throughput: { control: Throughput; ours: Throughput };
  latency: AddedLatency;
  memory: { control: CachedMemory; ours: CachedMemory };
  wakeUp: WakeUp;
  bundleBytes: { control: number; ours: number };
  machine: Machine;
  tookMs: number;
}

/** Puts the report together. */
export function reportOf(measured: Measured): OverheadReport {
  const { latency, memory, wakeUp, bundleBytes, machine } = measured;
  const { control, ours } = measured.throughput;
  return {
    controlPerSecond: rounded(control.perSecond, 1),
    oursPerSecond: rounded(ours.perSecond, 1),
    ratio: rounded(ours.perSecond / control.perSecond, 3),
    controlCpuMs: rounded(control.cpuMs, 1),
    oursCpuMs: rounded(ours.cpuMs, 1),
    cpuRatio: rounded(ours.cpuMs / control.cpuMs, 3),
    p50AddedMs: rounded(latency.p50AddedMs, 1),
    p99AddedMs: rounded(latency.p99AddedMs, 1),
    wakeUpCpuMs: rounded(wakeUp.evictedMs, 1),
    cachedMbEach: rounded(memory.ours.residentMb, 2),
    controlCachedMbEach: rounded(memory.control.residentMb, 2),
    details: {
      cachedUncollectedMbEach: rounded(memory.ours.uncollectedMb, 2),
      cachedHeapMbEach: rounded(memory.ours.heapMb, 2),
      controlCachedHeapMbEach: rounded(memory.control.heapMb, 2),
      emptyWorkerMb: rounded(memory.ours.emptyWorkerMb, 0),
      questionToCachedCpuMs: rounded(wakeUp.cachedMs, 1),
      eventsOfTheYear: wakeUp.events,
      wakeUps: wakeUp.count,
      bundleKb: {
        control: Math.round(bundleBytes.control / 1024),
        ours: Math.round(bundleBytes.ours / 1024),
      },
      tookSeconds: rounded(measured.tookMs / 1_000, 0),
    },
    machine,
  };
}
