import type { SubscriptionView } from '../../contract/view';
import { END_STATES, LIVE_STATES, type SubscriptionState } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { StartNotSuccessfulError } from '../errors/start-errors';
import { waitForState, type WaitOptions } from '../reading/wait-for-state';
import type { SubscriptionHandleInfo } from './begin';

/** Its calls are still being made, or asked about. */
const UNDER_WAY: readonly SubscriptionState[] = ['creating', 'adopting', 'paying', 'activating', 'resolving'];
const SETTLED = [...LIVE_STATES, ...END_STATES].filter((state) => !UNDER_WAY.includes(state));
/** It came to nothing. */
const NOTHING: readonly SubscriptionState[] = ['rejected', 'undone', 'expired', 'cancelled'];

/**
 * Waits until the gateway has said what came of a start: it runs, awaits its confirmation, or waits for a person.
 *
 * @throws StartNotSuccessfulError when it came to nothing, WaitTimedOutError when that is not known yet
 */
export async function awaitStart(
  access: TemporalAccess,
  { merchant, orderId, workflowId }: SubscriptionHandleInfo,
  options: WaitOptions,
): Promise<SubscriptionView> {
  const view = await waitForState(
    access,
    { merchant, orderId },
    SETTLED,
    options,
    `the gateway has not said what came of ${workflowId}`,
  );
  if (NOTHING.includes(view.state)) throw new StartNotSuccessfulError(workflowId, view);
  return view;
}
