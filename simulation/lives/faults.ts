import type { PostFault } from '../../sandbox/posting/post-faults';
import type { WireFault } from '../worker/wire-faults';
import type { GatewayOutage } from '../worker/wire';

/**
 * Something that goes wrong in a life, decided beforehand, so that a life can be played again without it. Moments are milliseconds
 * since the epoch.
 */
export type Fault =
  | ({ type: 'wire' } & WireFault)
  | ({ type: 'gateway_away' } & GatewayOutage)
  /** The Temporal server is away. */
  | { type: 'temporal_away'; id: string; fromMs: number; toMs: number }
  /** Nobody polls the queue of the gateway calls. */
  | { type: 'nobody_polls'; id: string; fromMs: number; toMs: number }
  /** Somebody polls that queue, and takes nothing: all that it may do at a time is under way. */
  | { type: 'queue_full'; id: string; fromMs: number; toMs: number }
  /** The worker is gone, whatever it is doing. */
  | { type: 'worker_lost'; id: string; atMs: number; ms: number }
  /** At the nth workflow task the worker has forgotten the run, or one with other code has taken over. */
  | { type: 'evicted'; id: string; task: number }
  | { type: 'upgraded'; id: string; task: number }
  /** A post of the gateway meets a fault: the nth to one of its two addresses, from 1. */
  | ({ type: 'post'; id: string; nth: number } & Pick<PostFault, 'to' | 'kind' | 'delaySeconds'>)
  /** Somebody posts an id of his own right before or after the nth SEID, or NIT of a refund, that the gateway posts. */
  | { type: 'forged_seid'; id: string; nth: number; when: 'before' | 'after' }
  /** Nobody opens the doors. */
  | { type: 'doors_away'; id: string; fromMs: number; toMs: number }
  /** A command comes once more, or late. */
  | { type: 'command_repeated'; id: string; command: string; afterMs: number }
  | { type: 'command_late'; id: string; command: string; byMs: number };

export const faultsOf = <T extends Fault['type']>(
  faults: readonly Fault[],
  type: T,
): Extract<Fault, { type: T }>[] =>
  faults.filter((fault): fault is Extract<Fault, { type: T }> => fault.type === type);
