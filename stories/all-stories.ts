import { adoptions } from './adoptions';
import { askedOrders } from './asked-orders';
import { blockedCalls } from './blocked-calls';
import { blockedPayments } from './blocked-payments';
import { commands } from './commands';
import { lostCalls } from './lost-calls';
import { oddMonths } from './odd-months';
import { otherTerms } from './other-terms';
import { plainLives } from './plain-lives';
import { queues } from './queues';
import { refunds } from './refunds';
import { refusedStarts } from './refused-starts';
import type { Story } from './story';
import { unsentCalls } from './unsent-calls';

/** Every path of the life that is recorded and replayed. A new step or turn of the workflow gets its story here. */
export const allStories: readonly Story[] = [
  ...plainLives,
  ...refusedStarts,
  ...askedOrders,
  ...lostCalls,
  ...unsentCalls,
  ...oddMonths,
  ...otherTerms,
  ...blockedPayments,
  ...blockedCalls,
  ...queues,
  ...commands,
  ...adoptions,
  ...refunds,
];
