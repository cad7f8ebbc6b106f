import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { CALL_INTERCEPTORS } from '../client/retried-calls';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes';
import { DEVSTACK_ERRORS, DevstackError } from './errors';
import { FirstAndLastWords } from './first-and-last-words';
import { LIMITS } from './limits';

const SERVER_TYPES = { KEYWORD: 'Keyword', DATETIME: 'Datetime', INT: 'Int', BOOL: 'Bool' } as const;

/** How the Temporal server of development and tests is started. */
export interface TemporalProcessOptions {
  /** Path of the `temporal` binary; scripts/temporal-server.mjs obtains it. */
  binary: string;
  port: number;
  /** Port of the Web UI that is built into the server; left out, there is none. */
  uiPort?: number | undefined;
  /** File that keeps everything over restarts; left out, all is in memory. */
  databaseFile?: string | undefined;
  namespace?: string | undefined;
  /** Whether the merchants get the workers in turn, as in production. Off only to measure what it is worth. @default true */
  isFair?: boolean | undefined;
}

/** A running Temporal server of our own. */
export interface TemporalProcess {
  readonly address: string;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** What it said on standard error, first and last, for a message about its end; empty when it said nothing. */
  lastWords(): string;
  /** Ends it; waits until it has. */
  stop(): Promise<void>;
}

/** Reads of its queues that the server of development may make a second; the default of 20 is far less than a year needs. */
const QUEUE_POLLS_PER_SECOND = 2_000;

/**
 * Development and tests only: time skipping lets an execution run ahead of real time, and a skipped timer must cost
 * neither the second that the server's default shift would add, nor a wait for the next read of the queue it is in.
 */
const TIME_SKIPPING = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
  ...['timer', 'transfer', 'visibility'].map(
    (queue) => `history.${queue}ProcessorMaxPollRPS=${String(QUEUE_POLLS_PER_SECOND)}`,
  ),
];

/** As in production (deploy/temporal/dynamic-config.yaml): who starts much at once does not hold up the others. */
const FAIRNESS = ['matching.useNewMatcher=true', 'matching.enableFairness=true'];

/**
 * Starts a Temporal server on loopback and waits until it answers. One that ends while it starts is started again: it looks for
 * free ports of its own, and another program may take one before it does.
 *
 * @throws DevstackError with what the last one said
 */
export async function startTemporalProcess(options: TemporalProcessOptions): Promise<TemporalProcess> {
  const address = `127.0.0.1:${String(options.port)}`;
  for (let start = 1; ; start += 1) {
    const server = spawnServer(options, address);
    if (await answersInTime(address, options.namespace ?? 'default', server.ended)) return server;
    const endedByItself = server.hasEnded();
    await server.stop();
    if (endedByItself && start < LIMITS.temporalStarts) continue;
    throw new DevstackError(
      DEVSTACK_ERRORS.temporalNotReady,
      `the Temporal server did not come up at ${address}${server.lastWords()}`,
      'Look at what it said; an empty database file, another port or a newer binary may help.',
    );
  }
}

function spawnServer(
  options: TemporalProcessOptions,
  address: string,
): TemporalProcess & { hasEnded: () => boolean } {
  const child = spawnApart(options);
  const words = new FirstAndLastWords();
  // Its banner; read, so that the pipe never fills up.
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => {
    words.add(chunk.toString());
  });
  const ended = once(child, 'exit').then(
    () => undefined,
    (error: unknown) => {
      words.add(String(error));
    },
  );
  return {
    ...{ address, pid: child.pid ?? 0, ended, stop: () => end(child, ended) },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    lastWords: () => (words.text === '' ? '' : `; it said: ${words.text}`),
  };
}

/**
 * In a process group of its own: on Ctrl-C the terminal signals the whole group of its user, and the workers must be able to
 * say goodbye to a server that is still there. Whatever way this process ends, the server does not outlive it.
 */
function spawnApart(options: TemporalProcessOptions): ChildProcessByStdio<null, Readable, Readable> {
  const detached = process.platform !== 'win32';
  const child = spawn(options.binary, argumentsFor(options), { stdio: ['ignore', 'pipe', 'pipe'], detached });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

function argumentsFor(options: TemporalProcessOptions): string[] {
  const { port, uiPort, databaseFile, namespace, isFair = true } = options;
  const settings = isFair ? [...TIME_SKIPPING, ...FAIRNESS] : TIME_SKIPPING;
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    `--port=${String(port)}`,
    '--log-level=error',
    ...(uiPort === undefined
      ? ['--headless']
      : [`--ui-port=${String(uiPort)}`, '--ui-ip=127.0.0.1', '--ui-disable-news-fetch']),
    ...(databaseFile === undefined ? [] : [`--db-filename=${databaseFile}`]),
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...searchAttributeFlags(),
    ...settings.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/** Known from the start, so that the first subscription need not wait until the server has taken them over. */
function searchAttributeFlags(): string[] {
  return Object.values(SEARCH_ATTRIBUTES).map(
    ({ name, type }) => `--search-attribute=${name}=${SERVER_TYPES[type]}`,
  );
}

async function answersInTime(address: string, namespace: string, ended: Promise<void>): Promise<boolean> {
  const process = { running: true };
  void ended.then(() => (process.running = false));
  const deadline = Date.now() + LIMITS.temporalReadyWithinMs;
  while (process.running && Date.now() < deadline) {
    if (await answers(address, namespace)) return process.running;
    await setTimeout(LIMITS.temporalLookEveryMs);
  }
  return false;
}

async function answers(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({
      address,
      connectTimeout: LIMITS.temporalConnectMs,
      interceptors: CALL_INTERCEPTORS,
    });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = startTimer(() => child.kill('SIGKILL'), LIMITS.temporalStopWithinMs);
  await ended;
  clearTimeout(force);
}
