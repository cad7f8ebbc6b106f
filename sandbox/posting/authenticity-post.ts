import type { Epoch } from '../epoch';
import type { World } from '../world';
import { addressFor, deliver, noteUnsent, type StorePost } from './deliver';
import { later } from './outbox';

/** An id that the gateway hands to a store while the store's own begin call is open (docs/gateway.md §7, §8). */
export interface Handover {
  merchantId: string;
  orderId: string;
  parameters: Readonly<Record<string, string>>;
  /** What stands in it when a fault has it name something else. */
  ofAnother: Readonly<Record<string, string>>;
  /** Nobody took the id as he should: it is invalidated. */
  invalidate: () => void;
  /** A fault: its time is over already. */
  expire: () => void;
}

/**
 * Posts an id to the Authenticity URL of a store and waits for the answer. True when the begin call may answer with success; anything
 * but HTTP 200 invalidates the id. Throws EpochEndedError after a reset.
 */
export async function handOver(world: World, epoch: Epoch, handover: Handover): Promise<boolean> {
  const { merchantId, orderId, invalidate } = handover;
  const target = { to: 'authenticity', merchantId, orderId } as const;
  const fault = addressFor(world, target) === undefined ? undefined : world.postFaults.take(target);
  const isOfAnother = fault?.kind === 'for_another';
  const parameters = isOfAnother ? { ...handover.parameters, ...handover.ofAnother } : handover.parameters;
  const post: StorePost = { ...target, parameters, charset: 'UTF-8', attempt: 1 };
  if (fault?.kind === 'expired') handover.expire();
  if (fault?.kind === 'never') {
    noteUnsent(world, post, fault);
    return true;
  }
  if (fault?.kind === 'delayed') {
    const ended = (delivered: boolean): void => {
      if (!delivered) invalidate();
    };
    world.outbox.add({ post, attempts: 1, ended, fault, dueAt: later(world.clock.now(), fault) });
    return true;
  }
  const accepted = await deliver(world, post, fault);
  epoch.assertCurrent();
  if (!accepted) invalidate();
  return accepted;
}
