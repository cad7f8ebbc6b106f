import { faultsOf } from '../../../../simulation/lives/faults';
import type { LifeScript } from '../../../../simulation/lives/script';
import type { GatewayOutage } from '../../../../simulation/worker/wire';
import type { WireFault } from '../../../../simulation/worker/wire-faults';

/** What goes wrong between worker and gateway in a life. Plain JSON: it travels to the process of a worker that is lost. */
export interface WirePlan {
  faults: WireFault[];
  outages: GatewayOutage[];
}

export const planOf = ({ faults }: LifeScript): WirePlan => ({
  faults: faultsOf(faults, 'wire'),
  outages: faultsOf(faults, 'gateway_away'),
});

/** Whether a life is played with a worker in a process of its own. */
export const losesWorkers = ({ faults }: LifeScript): boolean =>
  faultsOf(faults, 'worker_lost').length > 0 ||
  faultsOf(faults, 'wire').some(({ kind }) => kind.startsWith('worker_'));

/** Told of what happens on the wire of a life. */
export interface WireWatch {
  /** A request is about to leave. Returns the how-manieth of its route it is, from 1. */
  count(route: string): number;
  /** A fault meets a request. */
  onFault(id: string, kind: string): void;
  /** A request waits at the gateway, and is executed after so many real milliseconds, whoever has gone meanwhile. */
  onHeld(ms: number): void;
  /** The worker ends now; another one starts after so many milliseconds. */
  loseWorker(ms: number): Promise<never>;
}
