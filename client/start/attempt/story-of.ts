import { fits, TEXT_RULES } from '../../../contract/text-rules';
import type { SubscriptionInput } from '../../../contract/input';
import type { SubscriptionView } from '../../../contract/view';
import { safeText } from '../../errors/safe-text';
import { howItEnded } from '../../errors/start-errors';

/** The attempts at an order before a start, oldest first. */
export type Story = NonNullable<Exclude<SubscriptionInput, { entry: 'adopt' }>['earlierAttempts']>;

/**
 * The story of an order once its last attempt has ended: what was told before, and how that one ended.
 *
 * @param lastEvent - sequence of its last event
 */
export function storyOf(view: SubscriptionView, lastEvent: number): Story {
  const { gateway, stateSince, audit, earlierAttempts = [] } = view;
  const startedAt = audit.find(({ event }) => event === 'requested')?.at ?? stateSince;
  const { what, reason } = howItEnded(view);
  return [
    ...earlierAttempts,
    {
      ...{ startedAt, endedAt: stateSince, what: told(what) ?? view.state, lastEvent },
      reason: told(reason),
      nit: gateway.nit,
      sid: gateway.sid,
    },
  ].map(withoutAbsent);
}

/** A text as a start may carry it: bounded, and without what might be a card number. */
function told(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const short = Array.from(safeText(text)).slice(0, TEXT_RULES.reason.max).join('');
  return fits(TEXT_RULES.reason, short) ? short : undefined;
}

/** JSON has no fields without a value. */
const withoutAbsent = ({ reason, nit, sid, ...known }: Story[number]): Story[number] => ({
  ...known,
  ...(reason === undefined ? {} : { reason }),
  ...(nit === undefined ? {} : { nit }),
  ...(sid === undefined ? {} : { sid }),
});
