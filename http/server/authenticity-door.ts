import type { Client } from '@temporalio/client';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProgramLogger } from '../../program/log/logger';
import { deliverAuthenticity, type AuthenticityResult } from '../delivery/deliver-authenticity';
import type { DoorsMetrics } from '../metrics/doors-metrics';
import { addresseeOf, type Addressee } from '../posts/addressee';
import { AUTHENTICITY_FIELDS, authenticityPostOf } from '../posts/authenticity-post';
import { merchantOf } from './closed-doors';
import { readPost } from './read-post';

interface AuthenticityDoor {
  client: Client;
  logger: ProgramLogger;
  metrics: DoorsMetrics;
}

/** The answer to each result. Anything but 200 makes the gateway drop the id (docs/gateway.md §7, §8). */
const ANSWERS: Record<AuthenticityResult, 200 | 404 | 503> = {
  accepted: 200,
  refused: 404,
  unknown_subscription: 404,
  unavailable: 503,
};

/** `POST /carat/<merchant>/<token>/authenticity`: the gateway asks whether an edit or a refund is ours, while our begin call is open. */
export function openAuthenticityDoor(app: FastifyInstance, door: AuthenticityDoor): void {
  app.post('/carat/:merchant/:token/authenticity', (request, reply) => answer(door, request, reply));
}

async function answer(
  { client, logger, metrics }: AuthenticityDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const startedAt = performance.now();
  const merchant = merchantOf(request);
  const log = (result: string, addressee: Addressee = {}): void => {
    metrics.post('authenticity', merchant, result, (performance.now() - startedAt) / 1_000);
    const level = result === 'accepted' ? 'info' : 'warn';
    logger[level]({ door: 'authenticity', merchant, result, ...addressee }, `authenticity post: ${result}`);
  };
  const read = readPost(request, AUTHENTICITY_FIELDS);
  if ('problem' in read) {
    log(read.problem);
    return reply.code(read.problem === 'not_a_form' ? 415 : 400).send();
  }
  const post = authenticityPostOf(read.fields);
  if (post === undefined) {
    log('malformed');
    return reply.code(400).send();
  }
  const addressee = addresseeOf(read.fields);
  const result = await deliverAuthenticity(client, merchant, addressee, post);
  log(result, addressee);
  return reply.code(ANSWERS[result]).send();
}
