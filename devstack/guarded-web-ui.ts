import proxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance } from 'fastify';
import { LIMITS } from './limits';

/**
 * What docs/operations.md forbids, as the Web UI names it in its settings: docker-compose.yml switches the same off. Each would stop
 * our side, or run a life or a part of one again, while the gateway goes on charging.
 */
export const FORBIDDEN_ACTIONS = [
  'WorkflowTerminateDisabled',
  'WorkflowCancelDisabled',
  'WorkflowResetDisabled',
  'WorkflowPauseDisabled',
  'ActivityCommandsDisabled',
  'BatchActionsDisabled',
  // "Start Workflow Like This One" takes an order once more whose subscription has ended, and pays it again.
  'StartWorkflowDisabled',
] as const;

/**
 * The writes that go through: to send a workflow a query, a signal or an update. They are listed, not the forbidden ones, so that an
 * action of a newer server is refused until somebody has thought about it.
 */
const ALLOWED_WRITES = new RegExp(
  '^/api/v1/namespaces/{part}/workflows/{part}/(query|signal|update)/{part}$'
    // One part of a path; none that leads back up.
    .replaceAll('{part}', '(?!(\\.|%2e){1,2}(/|$))[^/]+'),
  'i',
);
const READS: readonly string[] = ['GET', 'HEAD'];

/** The Web UI that the Temporal CLI has built in, without the actions that the manual forbids: the CLI has no switch for them. */
export interface GuardedWebUi {
  close(): Promise<void>;
}

/** Opens it on loopback, in front of the one at `behind`: another port of this machine. */
export async function openGuardedWebUi(port: number, behind: number): Promise<GuardedWebUi> {
  const upstream = `http://127.0.0.1:${String(behind)}`;
  const app = fastify({ logger: false, exposeHeadRoutes: false, forceCloseConnections: true });
  refuseForbiddenWrites(app);
  app.get('/api/v1/settings', async (_request, reply) => {
    const answer = await fetch(`${upstream}/api/v1/settings`, {
      signal: AbortSignal.timeout(LIMITS.webUiSettingsMs),
    });
    const settings = (await answer.json()) as Record<string, unknown>;
    for (const action of FORBIDDEN_ACTIONS) settings[action] = true;
    return reply.send(settings);
  });
  await app.register(proxy, { upstream });
  await app.listen({ host: '127.0.0.1', port });
  return { close: () => app.close() };
}

function refuseForbiddenWrites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (READS.includes(request.method)) return;
    if (request.method === 'POST' && ALLOWED_WRITES.test(path)) return;
    // The form that the Web UI shows as an error.
    await reply.code(403).send({
      code: PERMISSION_DENIED,
      message:
        'this Web UI does not do that: it would stop our side, or repeat it, while the gateway goes on charging. ' +
        'See docs/operations.md, "Cancel, terminate, reset"; to stop charging, send `carat cancel`; to start, `carat start`.',
    });
  });
}

/** The gRPC status, in which the HTTP API of Temporal tells its refusals. */
const PERMISSION_DENIED = 7;
