import type { SandboxControl } from '../../sandbox/control';
import type { NewStart } from '../../contract/input';
import type { Doors } from '../doors/doors';
import type { LifeScript } from '../lives/script';
import type { Execution } from '../temporal/execution';
import type { VirtualTime } from '../time/virtual-time';
import type { SimulatedWorkers } from '../worker/simulated-workers';

/**
 * A life as those who are outside of it meet it: the billing system, the people in the vendor's portal, the operator. They act alike
 * in the simulation and on a real server.
 */
export interface Scene {
  script: LifeScript;
  time: Pick<VirtualTime, 'nowMs' | 'now' | 'at' | 'after' | 'pause'>;
  sandbox: { readonly control: SandboxControl };
  workers: Pick<SimulatedWorkers, 'lose'>;
  execution: Pick<Execution, 'closedBy' | 'isAway' | 'canBeAsked' | 'update' | 'query' | 'requestCancel'>;
  /** The doors, for whoever knows their addresses. */
  doors: Pick<Doors, 'post'>;
  /** What a command says of a card, instead of its number. */
  cardReference: (card: LifeScript['card']) => Promise<CardReference>;
  /** Faults that came to pass beside those of the wire: their kinds, by id. */
  met: Map<string, string>;
  /** Tells of search attributes that change, and of each workflow task that was completed. */
  watch: (watcher: Watcher) => void;
}

export type CardReference = NewStart['card'];

/** Somebody who looks at what Temporal shows. */
export interface Watcher {
  onAttributes: (attributes: Record<string, string>) => void;
  onTask?: () => void;
}

/** The gateway as of now: people see in its portal what has happened until they look. */
export async function gatewayNow({ sandbox, time }: Scene): Promise<SandboxControl> {
  await sandbox.control.advanceTo(new Date(time.nowMs));
  return sandbox.control;
}
