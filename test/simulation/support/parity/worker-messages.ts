import type { DeadEnds } from './dead-ends';
import type { GatewayAddress } from './faulty-wire';
import type { WirePlan } from './wire-plan';

/** What a worker process needs to play its part in a life. */
export interface WorkerOrders {
  temporal: string;
  taskQueue: string;
  bundle: { codePath: string };
  store: { alias: string; merchantId: string; merchantKey: string };
  gateway: GatewayAddress;
  controlUrl: string;
  deadEnds: DeadEnds;
  plan: WirePlan;
  /** Requests of each route so far, by the workers before it. */
  counts: Record<string, number>;
}

/** What it tells, in order. */
export type WorkerNews =
  | { kind: 'ready' }
  | { kind: 'request'; route: string }
  | { kind: 'fault'; id: string; fault: string }
  | { kind: 'held'; ms: number }
  /** It kills itself once this was said. */
  | { kind: 'lost'; ms: number };
