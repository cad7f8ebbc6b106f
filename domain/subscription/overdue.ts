import { LIMITS } from '../limits';
import { isOpenRefund, type Refund } from '../refunds/refund';
import type { SubscriptionRecord } from './record';

/** The instant from which something that lasts is put before a person, epoch milliseconds; undefined while there is none. */
type OverdueMs = number | undefined;

/** What is waited for, and put before a person when it lasts: nothing but time raises these flags. */
export const overdueMs = {
  adoption: ({ opening }: SubscriptionRecord): OverdueMs =>
    opening.stage === 'adopting' ? opening.sinceMs + LIMITS.adoptionOpenMs : undefined,
  cycle: ({ opening, schedule: { openSinceMs } }: SubscriptionRecord): OverdueMs =>
    opening.stage === 'running' && openSinceMs !== undefined ? openSinceMs + LIMITS.cycleOpenMs : undefined,
  edit: ({ edit }: SubscriptionRecord): OverdueMs =>
    edit === undefined ? undefined : edit.sinceMs + LIMITS.commandStuckMs,
  cancellation: ({ cancellation, commands = [] }: SubscriptionRecord): OverdueMs => {
    if (cancellation === undefined || cancellation.inactiveAt !== undefined) return undefined;
    // One that was undone elsewhere is carried out once more.
    const again = commands.findLast(({ change }) => change.kind === 'cancel')?.at ?? cancellation.at;
    const at = again > cancellation.at ? again : cancellation.at;
    return Date.parse(at) + LIMITS.commandStuckMs;
  },
  refund: (refund: Refund): OverdueMs =>
    isOpenRefund(refund) ? Date.parse(refund.at) + LIMITS.commandStuckMs : undefined,
} as const;

export const isOverdue = (sinceMs: OverdueMs, nowMs: number): boolean =>
  sinceMs !== undefined && nowMs >= sinceMs;

/**
 * When the next of these flags goes up, so that a sleep does not go beyond it; undefined when none is to come. An open cycle wakes nobody:
 * it is asked for every day, and the first answer after its two weeks closes it or shows that it is open.
 */
export function nextOverdueMs(record: SubscriptionRecord, nowMs: number): OverdueMs {
  const { adoption, edit, cancellation, refund } = overdueMs;
  if (record.opening.stage === 'ended') return undefined;
  const moments = [
    ...[adoption, edit, cancellation].map((of) => of(record)),
    ...(record.refunds ?? []).map(refund),
  ].filter((atMs) => atMs !== undefined && atMs > nowMs);
  return moments.length === 0 ? undefined : Math.min(...(moments as number[]));
}
