import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Client } from '@temporalio/client';
import { safeError } from '../../program/log/safe-error';
import type { ProgramLogger } from '../../program/log/logger';
import type { DoorsConfig, Transport } from '../config/doors-config';
import { StatusDelivery } from '../delivery/deliver-status';
import { LIMITS } from '../limits';
import type { DoorsMetrics } from '../metrics/doors-metrics';
import { TokenBook } from '../tokens';
import { authenticityDoor } from './authenticity-door';
import { acceptForms } from './accept-forms';
import { nothingHere, openOnlyToTokens } from './closed-doors';
import { openDoor } from './open-door';
import { proxiesAmong } from './proxies';
import { statusDoor } from './status-door';

/** What the doors work with. */
export interface DoorsParts {
  config: Pick<DoorsConfig, 'merchants' | 'transport'>;
  client: Client;
  logger: ProgramLogger;
  metrics: DoorsMetrics;
}

/** The two doors, not yet listening. An answer has no body: the gateway reads none (docs/gateway.md §6). */
export function doorsServer({ config, client, logger, metrics }: DoorsParts): FastifyInstance {
  const app = newServer(config.transport);
  app.server.maxConnections = LIMITS.connections;
  acceptForms(app);
  if (config.transport.kind === 'behind_proxy') openOnlyToProxies(app, config.transport.proxies, metrics);
  openOnlyToTokens(app, new TokenBook(config.merchants), metrics);
  const status = statusDoor(new StatusDelivery(client));
  const authenticity = authenticityDoor(client);
  for (const { name, answers } of [status, authenticity])
    metrics.expect(name, [...config.merchants.keys()], Object.keys(answers));
  openDoor(app, status, { logger, metrics });
  openDoor(app, authenticity, { logger, metrics });
  app.setErrorHandler((error, _request, reply) => {
    const status = (error as { statusCode?: unknown }).statusCode;
    const isSenders = typeof status === 'number' && status >= 400 && status < 500;
    if (!isSenders) {
      metrics.refused('failed');
      // Never the request: its address holds a token.
      logger.error({ error: safeError(error) }, 'a post could not be dealt with');
    }
    // 503: whatever it was, the gateway may send it again.
    return reply
      .code(isSenders ? status : 503)
      .header('connection', 'close')
      .send();
  });
  return app;
}

/** Whoever comes past the proxies speaks plain HTTP, and shows the token to the network: there is nothing here, whatever the token. */
function openOnlyToProxies(app: FastifyInstance, proxies: readonly string[], metrics: DoorsMetrics): void {
  const isProxy = proxiesAmong(proxies);
  app.addHook('onRequest', async ({ socket }, reply) => {
    if (isProxy(socket.remoteAddress)) return;
    metrics.refused('not_found');
    return nothingHere(reply);
  });
}

/** Fastify's own log is off: it would write the addresses of requests down. */
function newServer(transport: Transport): FastifyInstance {
  const bounds = {
    connectionsCheckingInterval: LIMITS.arrivalLookEveryMs,
    headersTimeout: LIMITS.headersMs,
    maxHeaderSize: LIMITS.headerBytes,
  };
  const common = {
    logger: false,
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LIMITS.requestMs,
    keepAliveTimeout: LIMITS.idleMs,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: LIMITS.pathPartChars },
    // An address that cannot be read is as unknown as any other.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: Parameters<typeof nothingHere>[0]) => {
      request.raw.resume();
      nothingHere(reply);
    },
    clientErrorHandler: endUnreadable,
  } as const;
  if (transport.kind === 'behind_proxy')
    return fastify({
      ...common,
      trustProxy: [...transport.proxies],
      http: bounds,
    });
  const { certificatePem: cert, keyPem } = transport;
  const https = {
    ...bounds,
    cert,
    key: keyPem.reveal(),
    minVersion: 'TLSv1.2',
    handshakeTimeout: LIMITS.headersMs,
  } as const;
  return fastify({ ...common, trustProxy: false, https });
}

/** What is no readable HTTP gets a line and the door shut. */
function endUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const line = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Whoever goes on sending is not listened to.
  socket.destroySoon();
}
