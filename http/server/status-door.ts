import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProgramLogger } from '../../program/log/logger';
import type { StatusDelivery, StatusResult } from '../delivery/deliver-status';
import type { DoorsMetrics } from '../metrics/doors-metrics';
import { addresseeOf, type Addressee } from '../posts/addressee';
import { STATUS_FIELDS, statusPostOf } from '../posts/status-post';
import { merchantOf } from './closed-doors';
import { readPost } from './read-post';

interface StatusDoor {
  delivery: StatusDelivery;
  logger: ProgramLogger;
  metrics: DoorsMetrics;
}

/** The answer to each result. 200 only for what Temporal has, or what nobody needs; the gateway sends the rest again (docs/gateway.md §6). */
const ANSWERS: Record<StatusResult, 200 | 503> = {
  signalled: 200,
  known: 200,
  pending: 200,
  // Another order of the store, or one that ended long ago: sending it again would change nothing.
  unknown_subscription: 200,
  too_many: 503,
  unavailable: 503,
};

/** `POST /carat/<merchant>/<token>/status`: the gateway tells of a transaction. */
export function openStatusDoor(app: FastifyInstance, door: StatusDoor): void {
  app.post('/carat/:merchant/:token/status', (request, reply) => answer(door, request, reply));
}

async function answer(
  { delivery, logger, metrics }: StatusDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const startedAt = performance.now();
  const merchant = merchantOf(request);
  const log = (result: string, addressee: Addressee = {}): void => {
    metrics.post('status', merchant, result, (performance.now() - startedAt) / 1_000);
    const level = result === 'known' || result === 'pending' || result === 'signalled' ? 'debug' : 'warn';
    logger[level]({ door: 'status', merchant, result, ...addressee }, `status post: ${result}`);
  };
  const read = readPost(request, STATUS_FIELDS);
  if ('problem' in read) {
    log(read.problem);
    return reply.code(read.problem === 'not_a_form' ? 415 : 400).send();
  }
  const post = statusPostOf(read.fields);
  if (post === undefined) {
    log('malformed');
    return reply.code(400).send();
  }
  const addressee = addresseeOf(read.fields);
  const result = await delivery.deliver(merchant, addressee, post);
  log(result, addressee);
  return reply.code(ANSWERS[result]).send();
}
