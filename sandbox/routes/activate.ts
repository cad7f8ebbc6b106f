import { success, type GatewayAnswer } from '../answers/answers';
import { gatewayMessages, GatewayRefusal, ProcessingRefusal } from '../answers/codes';
import { activatedScheduleJson } from '../answers/schedule-json';
import { activateSchedule } from '../charging/follow-payment';
import { keepOtherTerms } from '../other-terms';
import type { ScheduleRecord } from '../state/schedules';
import type { World } from '../world';
import { readCard } from './card-fields';
import { authorizerOfCard, readAuthorizer } from './authorizer';
import { parseBody } from './fields';
import { scheduleOf } from './lookup';
import type { GatewayRequest } from './request';

/** A failed activation leaves the schedule in status ERR (docs/gateway.md §4). */
function failActivation(world: World, schedule: ScheduleRecord): GatewayAnswer {
  world.schedules.setStatus(schedule, 'ERR');
  const body = {
    code: '131',
    message: gatewayMessages['131'],
    schedule: activatedScheduleJson(world, schedule),
  };
  return { httpStatus: 400, body, executed: true };
}

function readActivation({ world, merchant, body }: GatewayRequest, schedule: ScheduleRecord) {
  const fields = parseBody(body, world.settings);
  const authorizerId = readAuthorizer(fields, merchant) ?? schedule.authorizerId;
  if (authorizerId === undefined) throw new GatewayRefusal('4', 400, 'authorizer_id');
  const card = readCard(world, fields);
  return { authorizerId: authorizerOfCard(world, merchant, card, authorizerId), card };
}

/** A request refused at the door changes nothing; what is refused while it is worked on is a failed activation too, by setting. */
function readOrFail(request: GatewayRequest, schedule: ScheduleRecord): ReturnType<typeof readActivation> {
  const { schedules, settings } = request.world;
  try {
    return readActivation(request, schedule);
  } catch (error) {
    if (error instanceof ProcessingRefusal)
      schedules.setStatus(schedule, settings.scheduleStatusAfterRefusedActivation);
    throw error;
  }
}

/**
 * POST /v1/schedules/{sid}: activates a schedule without immediate payment. Nothing is charged and the card is not
 * validated with the issuer (docs/gateway.md §4).
 */
export function activate(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  const schedule = scheduleOf(request);
  // The first charge of a schedule with immediate payment is never made here (docs/gateway.md §1c).
  if (schedule.doPaymentNow) throw new GatewayRefusal(world.settings.immediateScheduleActivationCode);
  if (schedule.status !== 'NOV') throw new GatewayRefusal(world.settings.consumedSidCode);
  const { authorizerId, card } = readOrFail(request, schedule);
  schedule.authorizerId = authorizerId;
  const { activation } = world.cards.scriptFor(card.token, schedule);
  if (activation === 'error') return failActivation(world, schedule);
  keepOtherTerms(schedule, request.otherTerms);
  activateSchedule(world, schedule, card);
  return success({ schedule: activatedScheduleJson(world, schedule) }, { executed: true });
}
