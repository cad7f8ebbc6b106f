import { success, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { createdPaymentJson } from '../answers/payment-json';
import { createdScheduleJson } from '../answers/schedule-json';
import { keptPayment, keptSchedule } from '../other-terms';
import { readCreateTerms } from './create-fields';
import { parseBody } from './fields';
import { newSchedule, newTransaction, store } from './new-records';
import { refuseCreation } from './refuse-creation';
import type { GatewayRequest } from './request';

/**
 * POST /v1/transactions: yields a NIT, a SID, or both; HTTP 201 (docs/gateway.md §1, §10). No money moves. Nothing stops a
 * second creation for the same order: the orphan expires by itself.
 */
export function create(request: GatewayRequest): GatewayAnswer {
  const { world, merchant, body, otherTerms } = request;
  try {
    const terms = readCreateTerms(world, merchant, parseBody(body, world.settings));
    const schedule = terms.schedule && newSchedule(request, terms, keptSchedule(terms.schedule, otherTerms));
    const transaction =
      terms.payment && newTransaction(request, terms, keptPayment(terms.payment, otherTerms));
    store(world, schedule, transaction);
    const objects = {
      ...(transaction && { payment: createdPaymentJson(transaction) }),
      ...(schedule && { schedule: createdScheduleJson(schedule) }),
    };
    return success(objects, { httpStatus: 201, executed: true });
  } catch (error) {
    if (error instanceof GatewayRefusal) return refuseCreation(request, error);
    throw error;
  }
}
