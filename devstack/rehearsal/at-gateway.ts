import type { ScheduleRecord } from '../../sandbox/control';
import { storeIdOf, type Stack } from '../stack';
import { subscriptionsOf, type Named } from './clock-actions';
import { RehearsalRefused } from './refused';

/** How a subscription is known at the gateway. */
export interface AtGateway {
  merchantId: string;
  /** Its own, or that under which the schedule was made that it has adopted. */
  orderId: string;
  /** The newest of the order; none before it is created. */
  schedule: ScheduleRecord | undefined;
}

/** How long a subscription is asked for the schedule that it follows. */
const ASKED_WITHIN_MS = 2_000;

/** What the gateway of this stack has of a subscription, which need not be started yet. Refuses a merchant that has no store here. */
export async function atGateway(stack: Stack, named: Named): Promise<AtGateway> {
  const { merchant, orderId } = named;
  const served = stack.merchants.map(({ alias }) => alias);
  if (!served.includes(merchant))
    throw new RehearsalRefused(
      `${merchant} has no store at this sandbox`,
      `Here there are ${served.join(', ')}.`,
    );
  const merchantId = storeIdOf(merchant);
  const schedules = await stack.sandbox.control.schedules();
  const ofStore = schedules.filter((schedule) => schedule.merchantId === merchantId);
  const own = ofStore.findLast((schedule) => schedule.orderId === orderId);
  if (own !== undefined) return { merchantId, orderId, schedule: own };
  const sid = await followed(stack, named);
  const adopted = sid === undefined ? undefined : ofStore.find((schedule) => schedule.sid === sid);
  return { merchantId, orderId: adopted?.orderId ?? orderId, schedule: adopted };
}

/** The SID that a subscription follows, as far as it can be asked. */
const followed = (stack: Stack, named: Named): Promise<string | undefined> =>
  subscriptionsOf(stack)
    .get(named, { timeoutMs: ASKED_WITHIN_MS })
    .then(
      ({ gateway }) => gateway.sid,
      () => undefined,
    );
