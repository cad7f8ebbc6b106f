import {
  payNow as payNowIn,
  startLater as startLaterIn,
  type PayNow,
  type StartLater,
} from '../../stories/orders';
import type { World } from './world';

/** Charges of an order of the tests, unless it says otherwise. */
const YEAR = { numberOfTimes: 12 };
let orders = 0;

/** An order id that no other test uses. */
export const newOrderId = (): string => `T${String(process.pid)}x${String((orders += 1))}`;

/** Pays R$ 49,90 now, then monthly from ten days on, twelve times. */
export const payNow = async (world: World, changes: Partial<PayNow> = {}): Promise<PayNow> => ({
  ...(await payNowIn(world, newOrderId(), YEAR)),
  ...changes,
});

/** Charges R$ 49,90 monthly from ten days on, twelve times; nothing now. */
export const startLater = async (world: World, changes: Partial<StartLater> = {}): Promise<StartLater> => ({
  ...(await startLaterIn(world, newOrderId(), YEAR)),
  ...changes,
});
