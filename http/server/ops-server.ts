import type { Client } from '@temporalio/client';
import fastify, { type FastifyInstance } from 'fastify';
import { LIMITS } from '../limits';
import type { DoorsMetrics } from '../metrics/doors-metrics';

/**
 * Health and metrics, on an address of their own: the doors face the internet, and these do not. `/healthz`: this process answers.
 * `/readyz`: Temporal does, too, and knows the namespace. `/metrics`: Prometheus text.
 */
export function opsServer(client: Client, { registry }: DoorsMetrics): FastifyInstance {
  const app = fastify({
    logger: false,
    requestTimeout: LIMITS.headersMs,
    keepAliveTimeout: LIMITS.idleMs,
    forceCloseConnections: true,
    bodyLimit: 1,
    exposeHeadRoutes: false,
  });
  app.server.maxConnections = LIMITS.opsConnections;
  app.get('/healthz', (_request, reply) => reply.send({ healthy: true }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await reachesTemporal(client);
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  return app;
}

async function reachesTemporal(client: Client): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + LIMITS.readyMs, () =>
      client.workflowService.describeNamespace({ namespace: client.options.namespace }),
    );
    return true;
  } catch {
    return false;
  }
}
