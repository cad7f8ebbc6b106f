import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProgramLogger } from '../../program/log/logger';
import type { DoorsMetrics } from '../metrics/doors-metrics';
import { addresseeOf, type Addressee } from '../posts/addressee';
import { merchantOf } from './closed-doors';
import { readPost } from './read-post';

/** One address at which the gateway posts: what it reads, what it does with a post, and what it answers. */
export interface Door<Post, Result extends string> {
  name: 'status' | 'authenticity';
  /** The fields that are read; the rest of a post goes no further. */
  fields: readonly string[];
  /** Undefined when the post is malformed. */
  postOf(fields: ReadonlyMap<string, string>): Post | undefined;
  deliver(merchant: string, addressee: Addressee, post: Post): Promise<Result>;
  /** The HTTP status for each result. An answer has no body. */
  answers: Readonly<Record<Result, number>>;
  /** Results that nobody needs to be told of, and the level at which they are logged all the same. */
  quiet: { results: readonly Result[]; level: 'debug' | 'info' };
}

/** What all doors tell what they did. */
export interface DoorWitnesses {
  logger: ProgramLogger;
  metrics: DoorsMetrics;
}

/** Opens `POST /carat/<merchant>/<token>/<name>`. */
export function openDoor<Post, Result extends string>(
  app: FastifyInstance,
  door: Door<Post, Result>,
  witnesses: DoorWitnesses,
): void {
  app.post(`/carat/:merchant/:token/${door.name}`, async (request, reply) =>
    answer(door, witnesses, request, reply),
  );
}

async function answer<Post, Result extends string>(
  door: Door<Post, Result>,
  { logger, metrics }: DoorWitnesses,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const startedAt = performance.now();
  const merchant = merchantOf(request);
  const quiet: readonly string[] = door.quiet.results;
  const end = (result: string, status: number, addressee: Addressee = {}): FastifyReply => {
    metrics.post(door.name, merchant, result, (performance.now() - startedAt) / 1_000);
    const level = quiet.includes(result) ? door.quiet.level : 'warn';
    logger[level]({ door: door.name, merchant, result, ...addressee }, `${door.name} post: ${result}`);
    return reply.code(status).send();
  };
  const read = readPost(request, door.fields);
  if ('problem' in read) return end(read.problem, read.problem === 'not_a_form' ? 415 : 400);
  const post = door.postOf(read.fields);
  if (post === undefined) return end('malformed', 400);
  const addressee = addresseeOf(read.fields);
  const result = await door.deliver(merchant, addressee, post);
  return end(result, door.answers[result], addressee);
}
