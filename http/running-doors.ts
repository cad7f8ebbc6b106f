import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import type { ProgramLogger } from '../program/log/logger';
import type { DoorsConfig } from './config/doors-config';
import { DOORS_ERRORS, DoorsError } from './errors';
import { DoorsMetrics } from './metrics/doors-metrics';
import { doorsServer } from './server/doors-server';
import { opsServer } from './server/ops-server';

/** What open doors need. */
export interface DoorsSurroundings {
  client: Client;
  logger: ProgramLogger;
}

/** Doors that are open. */
export interface RunningDoors {
  /** Takes no more posts, and waits until those that are here are answered, no longer than the grace time. */
  close(): Promise<void>;
}

/**
 * Opens the doors, and the endpoint of health and metrics. Temporal need not be there: posts are then answered with 503.
 *
 * @throws DoorsError `doors_address_unavailable`
 */
export async function openDoors(
  config: Omit<DoorsConfig, 'logLevel'>,
  { client, logger }: DoorsSurroundings,
): Promise<RunningDoors> {
  const metrics = new DoorsMetrics();
  const doors = doorsServer({ config, client, logger, metrics });
  const ops = config.opsAddress === undefined ? undefined : opsServer(client, metrics);
  try {
    if (ops !== undefined) await listen(ops, config.opsAddress ?? '', 'CARAT_DOORS_OPS_ADDRESS');
    await listen(doors, config.listenAddress, 'CARAT_DOORS_LISTEN_ADDRESS');
  } catch (error) {
    await Promise.all([doors.close(), ops?.close()]);
    throw error;
  }
  return {
    close: async () => {
      const isClosed = await closesWithin(doors, config.shutdownGraceMs);
      await ops?.close();
      if (!isClosed) throw overdue();
    },
  };
}

async function listen(app: FastifyInstance, address: string, setting: string): Promise<void> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  try {
    await app.listen({ host, port: Number(address.slice(at + 1)) });
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new DoorsError({
      code: DOORS_ERRORS.address,
      message: `cannot listen on ${address}: ${isTaken ? 'it is in use' : 'this machine does not offer it'}`,
      nextStep: `Stop what uses the address, or set ${setting} to another one.`,
      cause,
    });
  }
}

/** Whoever is still being answered may end; past the bound connections are cut. */
async function closesWithin(app: FastifyInstance, graceMs: number): Promise<boolean> {
  const bound = new AbortController();
  const late = pause(graceMs, false, { signal: bound.signal }).catch(() => true);
  const isClosed = await Promise.race([app.close().then(() => true), late]);
  bound.abort();
  if (!isClosed) {
    app.server.closeAllConnections();
    if (app.server.listening) await once(app.server, 'close');
  }
  return isClosed;
}

const overdue = (): DoorsError =>
  new DoorsError({
    code: DOORS_ERRORS.shutdownOverdue,
    message: 'posts were still being answered when the time for stopping was over',
    nextStep: 'Nothing to do: the gateway sends them again. Make CARAT_DOORS_SHUTDOWN_GRACE_SECONDS longer.',
  });
