import { GatewayRefusal } from '../answers/codes';
import type { Edit } from '../editing/apply-edit';
import type { ScheduleRecord } from '../state/schedules';
import { dateOf, parseWireDate, type CalendarDate } from '../time/calendar';
import { authorizerOfCard } from './authorizer';
import { readPresentedCard } from './card-fields';
import {
  amountRule,
  checkInstallments,
  installmentsRule,
  installmentTypeRule,
  showTimesRule,
  softDescriptorRule,
} from './common-fields';
import { parseBody, type Fields } from './fields';
import type { GatewayRequest } from './request';

function readStatus({ world }: GatewayRequest, fields: Fields): Pick<Edit, 'status'> {
  const rule = { pattern: /^(ATV|INA)$/, invalid: world.settings.scheduleFieldCode };
  const status = fields.optional('status', rule);
  return status === undefined ? {} : { status: status === 'ATV' ? 'ATV' : 'INA' };
}

function checkDate({ world }: GatewayRequest, date: CalendarDate): void {
  const { editDateTodayAllowed, editDateInPastAllowed, scheduleFieldCode } = world.settings;
  const today = dateOf(world.clock.now());
  const refused = (date < today && !editDateInPastAllowed) || (date === today && !editDateTodayAllowed);
  if (refused) throw new GatewayRefusal(scheduleFieldCode, 400, 'next_date');
}

function readNextDate(request: GatewayRequest, fields: Fields): Pick<Edit, 'nextDate'> {
  const { scheduleFieldCode: invalid } = request.world.settings;
  const text = fields.optional('next_date', { pattern: /^.{1,20}$/u, invalid });
  if (text === undefined) return {};
  const nextDate = parseWireDate(text);
  if (nextDate === undefined) throw new GatewayRefusal(invalid, 400, 'next_date');
  checkDate(request, nextDate);
  return { nextDate };
}

function readInstallments({ world }: GatewayRequest, fields: Fields) {
  const installments = fields.optional('installments', installmentsRule);
  const installmentType = fields.optional('installment_type', installmentTypeRule);
  if (installments !== undefined) checkInstallments(world, installments);
  return {
    ...(installments !== undefined && { installments }),
    ...(installmentType !== undefined && { installmentType }),
  };
}

/** Another card is charged with the authorizer of the schedule, as far as its brand allows it (docs/gateway.md §7, §10). */
function readCard({ world, merchant }: GatewayRequest, fields: Fields, schedule: ScheduleRecord) {
  const card = readPresentedCard(world, fields);
  if (card === undefined) return {};
  const { authorizerId } = schedule;
  if (authorizerId === undefined) return { card };
  return { card, authorizerId: authorizerOfCard(world, merchant, card, authorizerId) };
}

/** Reads an edit; a field that is left out or empty changes nothing (docs/gateway.md §7). */
export function readEdit(request: GatewayRequest, schedule: ScheduleRecord): Edit {
  const fields = parseBody(request.body, request.world.settings);
  const amount = fields.optional('amount', amountRule);
  const softDescriptor = fields.optional('soft_descriptor', softDescriptorRule);
  const showTimesInvoice = fields.optional('show_times_invoice', showTimesRule);
  return {
    ...readStatus(request, fields),
    ...(amount !== undefined && { amountCents: Number(amount) }),
    ...readNextDate(request, fields),
    ...readInstallments(request, fields),
    ...(softDescriptor !== undefined && { softDescriptor }),
    ...(showTimesInvoice !== undefined && { showTimesInvoice }),
    ...readCard(request, fields, schedule),
  };
}
