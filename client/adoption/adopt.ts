import type { AdoptionStart } from '../../contract/input';
import type { SubscriptionView } from '../../contract/view';
import { END_STATES, LIVE_STATES, type SubscriptionState } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { MILLISECONDS, checkOptions, type Checks } from '../check-options';
import { AdoptionRefusedError } from '../errors/adoption-errors';
import { WaitTimedOutError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { waitForState } from '../reading/wait-for-state';
import type { SubscriptionHandleInfo } from '../start/begin';
import { startSubscription } from '../start/start-subscription';

/** An adoption as a caller asks for it. */
export type AdoptionRequest = Omit<AdoptionStart, 'entry' | 'eventsBefore'>;

/** How long to wait. */
export interface AdoptOptions {
  /**
   * Longest wait for the answer, milliseconds.
   *
   * @default 60000
   */
  timeoutMs?: number;
}

export const ADOPT_OPTIONS: Checks<AdoptOptions> = { timeoutMs: MILLISECONDS };

/** What came of an adoption. */
export interface AdoptionAnswer extends SubscriptionHandleInfo {
  /** `accepted`: the gateway has not answered yet; the adoption goes on by itself. */
  result: 'adopted' | 'accepted';
  state: SubscriptionState;
  /** What is history, and where the terms differ. */
  adoption?: SubscriptionView['adoption'];
  /** Date of the next charge, `YYYY-MM-DD` in São Paulo. */
  nextDate?: string;
}

const SETTLED = [...LIVE_STATES, ...END_STATES].filter((state) => state !== 'adopting');

/**
 * Adopts a schedule, once per merchant and order id, and waits until the gateway has told what it is.
 *
 * @throws AdoptionRefusedError, and what a start throws
 */
export async function adopt(
  access: TemporalAccess,
  request: AdoptionRequest,
  options: AdoptOptions,
): Promise<AdoptionAnswer> {
  checkOptions(options, ADOPT_OPTIONS);
  const { timeoutMs = CLIENT_LIMITS.waitMs } = options;
  const info = await startSubscription(access, { ...request, entry: 'adopt' });
  const { view, isSettled } = await settled(access, info, timeoutMs);
  const { adoption, state, gateway } = view;
  const { refused, misfits } = adoption ?? {};
  if (refused !== undefined) throw new AdoptionRefusedError(info.workflowId, { ...refused, misfits });
  return {
    ...info,
    result: isSettled ? 'adopted' : 'accepted',
    state,
    ...(adoption === undefined ? {} : { adoption }),
    ...(gateway.nextDate === undefined ? {} : { nextDate: gateway.nextDate }),
  };
}

/** A wait that runs out with a view is an answer, too: the adoption goes on. */
async function settled(
  access: TemporalAccess,
  { merchant, orderId }: SubscriptionHandleInfo,
  timeoutMs: number,
): Promise<{ view: SubscriptionView; isSettled: boolean }> {
  try {
    const view = await waitForState(access, { merchant, orderId }, SETTLED, { timeoutMs });
    return { view, isSettled: true };
  } catch (error) {
    if (!(error instanceof WaitTimedOutError)) throw error;
    // Nobody answered at all: why is told by the cause.
    if (error.view === undefined) throw error.cause instanceof Error ? error.cause : error;
    return { view: error.view, isSettled: false };
  }
}
