import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DoorsMetrics } from '../metrics/doors-metrics';
import type { TokenBook } from '../tokens';

/** The parts of a door's address. */
export interface DoorParams {
  merchant: string;
  token: string;
}

/**
 * Lets only those in who know a token. An unknown address, merchant or token all get the same answer after the same work, before a
 * body is read: nothing is learned from it.
 */
export function openOnlyToTokens(app: FastifyInstance, tokens: TokenBook, metrics: DoorsMetrics): void {
  app.addHook('onRequest', async (request, reply) => {
    const { merchant = '', token = '' } = request.params as Partial<DoorParams>;
    const isAdmitted = tokens.admits(merchant, token);
    if (isAdmitted && !request.is404) return;
    metrics.refused('not_found');
    return nothingHere(reply);
  });
  app.setNotFoundHandler((_request, reply) => nothingHere(reply));
}

/** The one answer to whoever has no business here. What is still being sent is not read. */
export const nothingHere = (reply: FastifyReply): FastifyReply =>
  reply.code(404).header('connection', 'close').send();

/** The merchant of a door that has been opened. */
export const merchantOf = ({ params }: FastifyRequest): string => (params as DoorParams).merchant;
