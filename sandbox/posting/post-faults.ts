import { limits } from '../limits';
import { shownOrderId } from '../order-id';
import { SandboxError } from '../sandbox-error';
import { checkTiming, type RuleTiming } from '../wire/rule-book';

/** The two addresses of a store that the gateway posts to (docs/gateway.md §6-§8). */
export type PostAddress = 'status' | 'authenticity';

/** What goes wrong with a post of the gateway. */
export type PostFaultKind =
  /** It gets lost on the way. The gateway knows: a status post is repeated, a SEID or a cancellation is invalidated. */
  | 'lost'
  /** It arrives, and the answer gets lost: as `lost`, except that the store has it. */
  | 'answer_lost'
  /** It is sent twice, one right after the other; the second answer counts for nothing. */
  | 'twice'
  /**
   * It is sent `delaySeconds` later on the sandbox's clock, so that others overtake it. A begin is answered with success meanwhile:
   * the SEID or NIT comes after the answer.
   */
  | 'delayed'
  /** It is never sent, and nobody minds: a begin is answered with success, a status post is given up. */
  | 'never'
  /** authenticity: it names another schedule, or another order, than the one that was asked for. */
  | 'for_another'
  /** authenticity: what it brings has expired already. */
  | 'expired';

/** Every kind, for validation. */
export const postFaultKinds = [
  'lost',
  'answer_lost',
  'twice',
  'delayed',
  'never',
  'for_another',
  'expired',
] as const satisfies readonly PostFaultKind[];

/** A fault of posts that match. Rules are looked at in the order in which they were added; the first that fires wins. */
export interface PostFault extends RuleTiming {
  to: PostAddress;
  kind: PostFaultKind;
  /** Only posts about this order. */
  orderId?: string;
  /** Only posts to this store. */
  merchantId?: string;
  /** delayed: for how long, on the sandbox's clock. @default 60 */
  delaySeconds?: number;
}

/** What a rule is matched against. */
export interface PostTarget {
  to: PostAddress;
  orderId: string;
  merchantId: string;
}

/** Does a rule mean a post? */
export function meansPost({ to, orderId, merchantId }: PostFault, target: PostTarget): boolean {
  return (
    to === target.to &&
    (orderId ?? target.orderId) === target.orderId &&
    (merchantId ?? target.merchantId) === target.merchantId
  );
}

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_fault', problem);
}

/** Refuses a rule that could never fire, or that says what does not apply (sandbox_invalid_fault). */
export function checkPostFault(rule: PostFault): void {
  const { to, kind, delaySeconds, orderId } = rule;
  checkTiming(rule);
  if (to === 'status' && (kind === 'for_another' || kind === 'expired'))
    refuse(`kind: ${kind} is for authenticity posts only`);
  if (orderId !== undefined && shownOrderId(orderId) === undefined)
    refuse('orderId: give 1-40 letters and digits that could not be a card number');
  if (delaySeconds === undefined) return;
  if (kind !== 'delayed') refuse('delaySeconds: is for delayed only; leave it out');
  const isWhole = Number.isInteger(delaySeconds) && delaySeconds >= 1;
  if (!isWhole || delaySeconds > limits.maxPostDelaySeconds)
    refuse(`delaySeconds: give 1 to ${limits.maxPostDelaySeconds} seconds`);
}
