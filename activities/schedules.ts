import type { CaratClient } from '../carat/client';
import type { BoundedVault } from './bounded-vault';
import { withCard } from './cards';
import type { GatewayActivities } from './gateway-activities';
import { inFlight } from './in-flight';
import { answerOfQuery, outcomeOfSend } from './outcomes';

type Schedules = Pick<GatewayActivities, 'activateSchedule' | 'getSchedule'>;

/** The calls on /v1/schedules/{sid} (docs/gateway.md §4, §5.3). An activation starts charges and is sent at most once. */
export function scheduleActivities(carat: CaratClient, vault: BoundedVault): Schedules {
  return {
    // The contract names no security code at activation (docs/gateway.md §4).
    activateSchedule: ({ sid, card }) =>
      inFlight('activateSchedule', () =>
        withCard(vault, card, { withSecurityCode: false }, (data) =>
          outcomeOfSend(() => carat.activateSchedule(sid, { card: data })),
        ),
      ),
    getSchedule: ({ sid }) => inFlight('getSchedule', () => answerOfQuery(() => carat.getSchedule(sid))),
  };
}
