import type { Machine } from '../machine';
import { quantile } from '../statistics';
import { LIMITS } from './limits';

/** How long starts took to become active, milliseconds. */
export interface Times {
  p50Ms: number;
  p95Ms: number;
}

/** What was measured on one server. */
export interface Waits {
  /** The other merchant's starts, with nobody else about, and while the busy one's are under way. */
  alone: Times;
  besideBusy: Times;
  /** Until nearly all of the busy merchant's are paid, milliseconds. */
  busyMs: number;
}

/** What the bench `fairness` found; the printed JSON is this. */
export interface FairnessReport {
  /** On a server that takes what waits in the order in which it came. */
  firstCome: Waits;
  /** On one that gives the workers to the merchants in turn, as in production. */
  inTurn: Waits;
  machine: Machine;
}

export const timesOf = (times: readonly number[]): Times => ({
  p50Ms: Math.round(quantile(times, 0.5)),
  p95Ms: Math.round(quantile(times, 0.95)),
});

/** The report as a person reads it. */
export function fairnessText({ firstCome, inTurn, machine }: FairnessReport): string {
  const cells = ({ p50Ms, p95Ms }: Times): string => `${String(p50Ms)} / ${String(p95Ms)}`.padEnd(18);
  const row = (name: string, { alone, besideBusy, busyMs }: Waits): string =>
    `${name.padEnd(12)}${cells(alone)}${cells(besideBusy)}${String(busyMs)}`;
  const paid = String(Math.round((1 - LIMITS.busyLeftOut) * 100));
  const { processor, cores, loadBefore, node, temporalSdk } = machine;
  return [
    `start to active of one merchant, p50 / p95 in ms, while another starts ${String(LIMITS.busyStarts)} at once`,
    `${'server'.padEnd(12)}${'alone'.padEnd(18)}${'beside'.padEnd(18)}${paid} % of the other's paid, ms`,
    row('first come', firstCome),
    row('in turn', inTurn),
    '',
    `${processor}, ${String(cores)} cores, load ${String(loadBefore)} before; Node ${node}, Temporal SDK ${temporalSdk}`,
    '',
  ].join('\n');
}
