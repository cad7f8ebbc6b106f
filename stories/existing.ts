import type { AdoptionStart } from '../contract/input';
import { shifted, type IsoDate } from '../domain/calendar';
import type { ExistingSchedule } from '../sandbox/portal/existing-schedule';
import { cardToken } from './cards';
import { FIRST_CHARGE_DAYS, inDays, MONTHLY_CENTS } from './orders';
import type { World } from './world';

/** A schedule that somebody else made, and the adoption of it with the terms as sold. */
export interface Existing {
  sid: string;
  adoption: AdoptionStart;
}

/** What differs from a monthly schedule in the middle of its year, due in ten days. */
export type ExistingChanges = Partial<Omit<ExistingSchedule, 'merchantId' | 'card'>>;

/** Puts one into the books of the gateway: by default of R$ 49,90, twelve times, six of them made, the third one denied. */
export async function existingSchedule(
  world: World,
  orderId: string,
  changes: ExistingChanges = {},
): Promise<Existing> {
  const { control } = world.sandbox;
  const [merchantId = ''] = await control.merchantIds();
  const executions = changes.executions ?? SIX;
  const due = await inDays(world, FIRST_CHARGE_DAYS);
  const schedule = {
    orderId,
    amountCents: MONTHLY_CENTS,
    initialDate: monthsBefore(due, executions.length),
    numberOfTimes: 12,
    ...changes,
    executions: [...executions],
  };
  const sid = await control.addSchedule({ merchantId, card: await cardToken(world), ...schedule });
  const { amountCents, initialDate: firstDate, numberOfTimes, intervalMonths } = schedule;
  const sold = {
    ...{ amountCents, firstDate, numberOfTimes },
    ...(intervalMonths === undefined ? {} : { intervalMonths }),
  };
  const { merchant } = world;
  return { sid, adoption: { entry: 'adopt', merchant, orderId, sid, schedule: sold } };
}

const SIX = ['approved', 'approved', 'denied', 'approved', 'approved', 'approved'] as const;

const monthsBefore = (date: IsoDate, months: number): IsoDate => shifted(date, -months, 0);
