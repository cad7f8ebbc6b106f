import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WORKER_ERRORS, WorkerError } from '../errors';
import { LIMITS } from '../limits';
import { pollersOfThisProcess } from './pollers';

/** Where health is told, and where the metrics are that know of the polls. IP address and port. */
export interface HealthAddresses {
  healthAddress: string;
  metricsAddress: string;
}

/**
 * Answers `GET /health` with 200 while this process polls Temporal, else with 503. It runs on the event loop that makes the
 * gateway calls, so that a loop that hangs gives no answer; the metrics endpoint, which is native, would go on.
 *
 * @returns what closes it
 * @throws WorkerError `health_address_unavailable`
 */
export async function startHealthEndpoint({
  healthAddress,
  metricsAddress,
}: HealthAddresses): Promise<() => void> {
  const server = createServer((request, response) => {
    if (request.url !== '/health') {
      response.writeHead(404).end();
      return;
    }
    void pollersOfThisProcess(metricsAddress).then((pollers) => {
      response.writeHead(pollers > 0 ? 200 : 503, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify({ pollers })}\n`);
    });
  });
  server.maxConnections = LIMITS.healthConnections;
  server.requestTimeout = LIMITS.healthAnswerMs;
  server.headersTimeout = LIMITS.healthAnswerMs;
  await listen(server, healthAddress);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function listen(server: Server, address: string): Promise<void> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  server.listen({ host, port: Number(address.slice(at + 1)) });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new WorkerError({
      code: WORKER_ERRORS.healthAddress,
      message: `the health endpoint cannot listen on ${address}: ${isTaken ? 'it is in use' : 'this machine does not offer it'}`,
      nextStep: 'Stop what uses the address, or set CARAT_HEALTH_ADDRESS to another one, or to off.',
      cause,
    });
  }
}
