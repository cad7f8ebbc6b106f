import type { SubscriptionRecord } from './record';

/** What the gateway asks while our own begin call is open: is this edit, is this refund yours? (docs/gateway.md §7, §8) */
export type AskedAuthenticity =
  | { kind: 'edit'; sid: string; seid: string; merchantData?: string | undefined }
  | { kind: 'refund'; nit: string; orderId?: string | undefined };

/** Whether a subscription began what the gateway asks about. */
type AuthenticityRule = (record: SubscriptionRecord, asked: AskedAuthenticity) => boolean;

/** Nothing is edited or refunded yet: whoever asks is refused. */
export const expectsAuthenticity: AuthenticityRule = () => false;
