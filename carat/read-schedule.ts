import { z } from 'zod';
import { isAbsent, isSameId, withoutUndefined, type Reading } from './reading';
import {
  decidingId,
  decidingList,
  decidingStatus,
  detailCount,
  detailDate,
  detailId,
  detailText,
  toldCents,
  toldDate,
} from './scalars';
import type { Schedule } from './schedule';

const scheduleSchema = z.object({
  status: decidingStatus,
  sid: decidingId,
  schedule_usn: detailId,
  amount: toldCents,
  initial_date: detailDate,
  next_date: toldDate,
  number_of_times: detailCount,
  current_times: detailCount,
  installments: detailCount,
  installment_type: detailId,
  soft_descriptor: detailText,
  nits: decidingList,
  nsus: decidingList.catch([]),
});

/**
 * Reads the `schedule` of an answer. `askedSid` is the SID that the call was about, used as `readPayment` uses the
 * NIT. Without it a schedule that does not name its SID is unreadable.
 */
export function readSchedule(json: unknown, askedSid?: string): Reading<Schedule> {
  if (isAbsent(json)) return { problem: 'absent' };
  const parsed = scheduleSchema.safeParse(json);
  if (!parsed.success) return { problem: 'unreadable_answer' };
  const sid = parsed.data.sid ?? askedSid;
  if (sid === undefined) return { problem: 'unreadable_answer' };
  if (askedSid !== undefined && !isSameId(sid, askedSid)) return { problem: 'answer_for_other_id' };
  return { value: toSchedule(parsed.data, sid) };
}

function toSchedule(wire: z.output<typeof scheduleSchema>, sid: string): Schedule {
  return withoutUndefined({
    status: wire.status,
    sid,
    scheduleUsn: wire.schedule_usn,
    amountCents: wire.amount.value,
    amountUnreadable: wire.amount.unreadable,
    initialDate: wire.initial_date,
    nextDate: wire.next_date.value,
    nextDateUnreadable: wire.next_date.unreadable,
    numberOfTimes: wire.number_of_times,
    currentTimes: wire.current_times,
    installments: wire.installments,
    installmentType: wire.installment_type,
    softDescriptor: wire.soft_descriptor,
    nits: wire.nits,
    nsus: wire.nsus,
  });
}
