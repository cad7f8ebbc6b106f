import { chargedTwiceAtOnce } from '../../contract/first-date';
import { workflowIdOf } from '../../contract/ids';
import type { SubscriptionInput } from '../../contract/input';
import type { TemporalAccess } from '../access';
import type { CaratSubscriptionsError } from '../errors/error-base';
import { MerchantNotServedError, SimilarStartError, similarInWords } from '../errors/start-errors';
import type { SubscriptionHandleInfo } from './begin';
import { isServed, type Served } from './served';
import { similarStarts } from './similar-starts';
import type { SimilarStart, StartNote, StartOptions } from './start-options';

/** What is looked at beside the start. */
interface Beside {
  served: Served;
  similarTo: SimilarStart[];
}

/** Begins to look. What is only told of waits for nobody: its answer may come after the start. */
export async function lookBeside(
  access: TemporalAccess,
  input: SubscriptionInput,
  { ifSimilar }: StartOptions,
): Promise<{ before: Beside; after: () => Promise<Beside> }> {
  const similar = similarStarts(access, input);
  const served = await isServed(access, input.merchant);
  return {
    before: { served, similarTo: ifSimilar === 'refuse' ? await similar : [] },
    after: async () => ({ served, similarTo: await similar }),
  };
}

/** A start that looks like a mistake, unless the caller says that it is none. */
export function refusalOf(
  { merchant, orderId }: SubscriptionInput,
  { served, similarTo }: Beside,
  { anyway = false, ifSimilar = 'warn' }: StartOptions,
): CaratSubscriptionsError | undefined {
  if (served === 'not_served' && !anyway) return new MerchantNotServedError(merchant);
  if (similarTo.length > 0 && ifSimilar === 'refuse')
    return new SimilarStartError(workflowIdOf(merchant, orderId), similarTo);
  return undefined;
}

/** What the answer tells beside itself. */
export function told(
  input: SubscriptionInput,
  { served, similarTo }: Beside,
  nowMs: number,
): Pick<SubscriptionHandleInfo, 'notes' | 'similarTo'> {
  const twice = chargedTwiceAtOnce(input, nowMs);
  const isUnserved = served === 'not_served' || served === 'no_workers';
  const notes: StartNote[] = [
    ...(twice === undefined ? [] : [{ code: 'charged_twice_at_once' as const, message: twice }]),
    ...(isUnserved
      ? [{ code: 'merchant_not_served' as const, message: `${UNSERVED[served]}; its calls wait` }]
      : []),
    ...(similarTo.length === 0
      ? []
      : [{ code: 'similar_start' as const, message: similarInWords(similarTo) }]),
  ];
  return {
    ...(notes.length === 0 ? {} : { notes }),
    ...(similarTo.length === 0 ? {} : { similarTo }),
  };
}

const UNSERVED = {
  not_served: 'no worker serves the merchant',
  no_workers: 'no worker is there',
} as const;
