import { DateTime } from 'luxon';
import { GATEWAY_ZONE } from '../domain/calendar';
import type { World } from './world';

/** São Paulo hours in which what sets a date may wait for the answer after the gateway's job of today. */
const WAITS = { from: 3, until: 6 } as const;

/** Goes on, where it is that time of day, to when what sets a date is done at once. */
export async function pastTheJob({ clock }: World): Promise<void> {
  const now = DateTime.fromJSDate(await clock.now(), { zone: GATEWAY_ZONE });
  if (now.hour < WAITS.from || now.hour >= WAITS.until) return;
  await clock.advanceTo(now.startOf('hour').set({ hour: WAITS.until }).toJSDate());
}
