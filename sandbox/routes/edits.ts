import { refusal, success, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { editedScheduleJson } from '../answers/schedule-json';
import { applyEdit } from '../editing/apply-edit';
import { handOver } from '../posting/authenticity-post';
import type { EditRecord } from '../state/edits';
import type { ScheduleRecord } from '../state/schedules';
import { addMinutes } from '../time/calendar';
import type { World } from '../world';
import { readEdit } from './edit-fields';
import { parseBody } from './fields';
import { scheduleOf } from './lookup';
import type { GatewayRequest } from './request';

const sidRule = { pattern: /^[A-Za-z0-9]{64}$/, missing: '150', invalid: '150' } as const;
const merchantDataRule = { pattern: /^[A-Za-z0-9]{1,20}$/, invalid: '150' } as const;

/** Editable only while it is ATV or INA (docs/gateway.md §7). */
function refuseUnlessEditable({ settings }: World, { status }: ScheduleRecord): void {
  if (status !== 'ATV' && status !== 'INA') throw new GatewayRefusal(settings.notEditableCode);
}

function newEdit(world: World, { sid, merchantId, orderId }: ScheduleRecord): EditRecord {
  const createdAt = world.clock.now();
  const expiresAt = addMinutes(createdAt, world.settings.seidTimeLimitMinutes);
  const edit: EditRecord = {
    ...{ seid: world.ids.longId(), sid, merchantId, orderId },
    ...{ status: 'NOV', createdAt, expiresAt },
  };
  world.edits.add(edit);
  return edit;
}

/** Hands the SEID over while the call of the store is open (docs/gateway.md §7). */
function handSeidOver(request: GatewayRequest, edit: EditRecord, merchantData?: string): Promise<boolean> {
  const { world, epoch } = request;
  const { seid, sid, merchantId, orderId } = edit;
  return handOver(world, epoch, {
    merchantId,
    orderId,
    parameters: { seid, ...(merchantData !== undefined && { merchant_data: merchantData }), sid },
    ofAnother: { sid: world.ids.longId() },
    invalidate: () => {
      if (edit.status === 'NOV') edit.status = 'INV';
    },
    expire: () => {
      edit.expiresAt = world.clock.now();
    },
  });
}

/** POST /v1/schedules/edits: begins an edit. The SEID is not in the answer (docs/gateway.md §7). */
export async function beginEdit(request: GatewayRequest): Promise<GatewayAnswer> {
  const { world } = request;
  const fields = parseBody(request.body, world.settings);
  const sid = fields.required('sid', sidRule);
  const merchantData = fields.optional('merchant_data', merchantDataRule);
  const schedule = scheduleOf({ ...request, id: sid });
  refuseUnlessEditable(world, schedule);
  const accepted = await handSeidOver(request, newEdit(world, schedule), merchantData);
  if (!accepted) return refusal(new GatewayRefusal('115'));
  return success({}, { httpStatus: world.settings.beginHttpStatus, executed: true });
}

/** One SEID is one edit: it must be of this store, not used yet and in time (docs/gateway.md §7). */
function openEdit({ world, merchant, id }: GatewayRequest): EditRecord {
  const edit = world.edits.find(id, world.clock.now());
  if (edit?.merchantId !== merchant.id) throw new GatewayRefusal('82', 404);
  if (edit.status !== 'NOV') throw new GatewayRefusal(world.settings.deadIdCode);
  return edit;
}

/** PUT /v1/schedules/edits/{seid}: carries an edit out, all of it or nothing (docs/gateway.md §7). */
export function edit(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  const open = openEdit(request);
  const schedule = scheduleOf({ ...request, id: open.sid });
  refuseUnlessEditable(world, schedule);
  applyEdit(world, schedule, readEdit(request, schedule));
  open.status = 'CON';
  const objects = { schedule: editedScheduleJson(world, schedule), schedule_edit: { status: open.status } };
  return success(objects, { executed: true });
}
