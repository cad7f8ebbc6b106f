import { idsOf } from '../../../../domain/opening/opening';
import type { Subscription } from '../../../../workflows/entity';

/** What the change does: one more question about the schedule. */
export async function askOnceMore({ gateway, record }: Subscription): Promise<void> {
  const sid = idsOf(record.opening)?.sid;
  if (sid !== undefined) await gateway.ask('getSchedule', 'does the schedule answer?', { sid });
}
