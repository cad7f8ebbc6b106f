import { Chance } from '../lives/chance';
import type { Latencies } from '../temporal/workflow-worker';

/** How long things take in a life, milliseconds; drawn from its seed. */
export interface LifeLatencies extends Latencies {
  /** One way between the worker and the gateway. */
  wireMs(): number;
}

export function latenciesOf(seed: number): LifeLatencies {
  const chance = new Chance(seed, 'latencies');
  return {
    dispatchMs: () => chance.whole(1, 20),
    workflowTaskMs: () => chance.whole(2, 40),
    reportMs: () => chance.whole(1, 10),
    wireMs: () => chance.whole(10, 400),
  };
}
