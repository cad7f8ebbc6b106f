import type { ScheduleRecord } from '../state/schedules';
import { formatWireDate } from '../time/calendar';
import type { World } from '../world';
import type { WireObject } from './answers';

/** The `schedule` object of a creation answer (docs/gateway.md §1b). */
export function createdScheduleJson(schedule: ScheduleRecord): WireObject {
  const { status, sid, amountCents, orderId, merchantUsn } = schedule;
  return { status, sid, amount: String(amountCents), order_id: orderId, merchant_usn: merchantUsn };
}

function plan({ installments, installmentType }: ScheduleRecord): WireObject {
  return { installments, installment_type: installmentType };
}

function terms(schedule: ScheduleRecord): WireObject {
  const { numberOfTimes, softDescriptor, showTimesInvoice } = schedule;
  return {
    ...(numberOfTimes !== undefined && { number_of_times: String(numberOfTimes) }),
    ...(softDescriptor !== undefined && { soft_descriptor: softDescriptor }),
    show_times_invoice: showTimesInvoice,
  };
}

/** By default a schedule has no next date before it runs, and none after its end (docs/gateway.md §5.3: gaps). */
function tellsNextDate({ settings }: World, { status }: ScheduleRecord): boolean {
  if (status === 'ATV' || status === 'INA') return true;
  if (status === 'FIN') return settings.nextDateAfterFin === 'kept';
  return settings.nextDateInOtherStatuses === 'told';
}

function nextDate(world: World, schedule: ScheduleRecord): WireObject {
  return tellsNextDate(world, schedule) ? { next_date: formatWireDate(schedule.nextDate) } : {};
}

/** The `schedule` object of an activation answer (docs/gateway.md §4). */
export function activatedScheduleJson(world: World, schedule: ScheduleRecord): WireObject {
  return {
    status: schedule.status,
    sid: schedule.sid,
    schedule_usn: schedule.scheduleUsn,
    amount: String(schedule.amountCents),
    initial_date: formatWireDate(schedule.initialDate),
    ...nextDate(world, schedule),
    ...terms(schedule),
  };
}

/** The `schedule` object of a query answer (docs/gateway.md §5.3): with the counter and the NIT of every execution. */
export function scheduleJson(world: World, schedule: ScheduleRecord): WireObject {
  return {
    ...activatedScheduleJson(world, schedule),
    order_id: schedule.orderId,
    merchant_usn: schedule.merchantUsn,
    ...(schedule.authorizerId !== undefined && { authorizer_id: schedule.authorizerId }),
    current_times: String(schedule.currentTimes),
    ...(world.settings.installmentsTold === 'queries' && plan(schedule)),
    nits: [...schedule.nits],
    nsus: [...schedule.nsus],
  };
}

/** The `schedule` object of the answer to an edit (docs/gateway.md §7): without the SID. */
export function editedScheduleJson(world: World, schedule: ScheduleRecord): WireObject {
  return {
    status: schedule.status,
    amount: String(schedule.amountCents),
    ...nextDate(world, schedule),
    current_times: String(schedule.currentTimes),
    ...(world.settings.installmentsTold !== 'nowhere' && plan(schedule)),
    ...terms(schedule),
  };
}
