import { cpus, loadavg, totalmem } from 'node:os';
import { version as sdkVersion } from '@temporalio/worker/package.json';

/** What the numbers were measured on: they compare within one machine only. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGb: number;
  /** Processes that wanted a core in the minute before; above the number of cores the numbers are rough. */
  loadBefore: number;
  platform: string;
  node: string;
  v8: string;
  icu: string;
  temporalSdk: string;
}

/** Describes this machine and the versions that matter. */
export const thisMachine = (): Machine => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
  platform: `${process.platform} ${process.arch}`,
  node: process.versions.node,
  v8: process.versions.v8,
  icu: process.versions['icu'] ?? 'none',
  temporalSdk: sdkVersion,
});
