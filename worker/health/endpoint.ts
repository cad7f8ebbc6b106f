import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { WORKER_ERRORS, WorkerError } from '../errors';
import { LIMITS } from '../limits';
import { pollersOfThisProcess } from './pollers';

/** Where health is told, and where the metrics are that know of the polls. IP address and port. */
export interface HealthAddresses {
  healthAddress: string;
  metricsAddress: string;
}

/** What this process knows of Temporal. */
export type AsksTemporal = () => Promise<boolean>;

/**
 * Answers two questions on the event loop that makes the gateway calls: when it hangs there is no answer, while the metrics
 * endpoint, which is native, would go on.
 *
 * `GET /healthz`: 200 while the loop answers; no answer is a reason to start this process again.
 * `GET /readyz`: 200 while Temporal answers and this process polls, else 503; starting it again would not help.
 *
 * @returns what closes it
 * @throws WorkerError `health_address_unavailable`
 */
export async function startHealthEndpoint(
  { healthAddress, metricsAddress }: HealthAddresses,
  temporalAnswers: AsksTemporal,
): Promise<() => void> {
  const server = createServer(({ url }, response) => {
    if (url === '/healthz') tell(response, 200, { healthy: true });
    else if (url === '/readyz') void tellReadiness(response, metricsAddress, temporalAnswers);
    else response.writeHead(404).end();
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

async function tellReadiness(
  response: ServerResponse,
  metricsAddress: string,
  temporalAnswers: AsksTemporal,
): Promise<void> {
  const [pollers, temporal] = await Promise.all([pollersOfThisProcess(metricsAddress), temporalAnswers()]);
  const ready = pollers > 0 && temporal;
  tell(response, ready ? 200 : 503, { ready, temporal, pollers });
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
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
