import { randomUUID } from 'node:crypto';
import {
  payNow as payNowIn,
  startLater as startLaterIn,
  type PayNow,
  type StartLater,
} from '../../stories/orders';
import type { World } from './world';

/** Charges of an order of the tests, unless it says otherwise. */
const YEAR = { numberOfTimes: 12 };
/** Of this file alone: one process runs many files, and each of them counts anew. */
const FILE = randomUUID().slice(0, 8);
let orders = 0;

/** An order id that no other test uses. */
export const newOrderId = (): string => `T${FILE}x${String((orders += 1))}`;

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
