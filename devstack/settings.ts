import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { problemOfUrl } from '../webhooks/check-receiver';
import { DEVSTACK_ERRORS, DevstackError } from './errors';
import FLAGS from './flags.json';
import { LIMITS } from './limits';

/** The ports of the stack: what each is for, its variable and its default. The flag is `--port-` and the name. */
export const PORTS = FLAGS.ports;

export type PortName = keyof typeof PORTS;
export const PORT_NAMES = Object.keys(PORTS) as PortName[];

/** How the stack is to be started. */
export interface Settings {
  ports: Readonly<Record<PortName, number>>;
  /** Keeps every subscription over restarts. */
  databaseFile: string;
  /** Begin with an empty database. */
  fresh: boolean;
  /** Also log every gateway call and what the worker does. */
  verbose: boolean;
  /** Where the events of all merchants are posted to; nowhere without it. */
  receiver?: { url: string; caFile?: string | undefined };
}

/**
 * Reads flags and environment; flags win.
 *
 * @throws DevstackError `invalid_setting` naming the flag or variable
 */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const flags = readFlags(args);
  const ports = Object.fromEntries(
    PORT_NAMES.map((name) => [name, readPort(name, flags[`port-${name}`], env)]),
  ) as Record<PortName, number>;
  refuseSamePort(ports);
  const databaseFile = flags.db ?? fromEnv(env, 'CARAT_DATABASE_FILE') ?? join('.data', 'temporal.db');
  const { fresh = false, verbose = false } = flags;
  return { ports, databaseFile, fresh, verbose, ...readReceiver(flags) };
}

function readReceiver({ receiver: url, 'receiver-ca': caFile }: Flags): Pick<Settings, 'receiver'> {
  if (url === undefined) return {};
  const problem = problemOfUrl(url);
  if (problem !== undefined) throw invalid(`--receiver: ${problem}`);
  return { receiver: { url, caFile } };
}

interface Flags extends Partial<Record<`port-${PortName}`, string>> {
  db?: string;
  receiver?: string;
  'receiver-ca'?: string;
  fresh?: boolean;
  verbose?: boolean;
}

function readFlags(args: readonly string[]): Flags {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(PORT_NAMES.map((name) => [`port-${name}`, text])),
        db: text,
        receiver: text,
        'receiver-ca': text,
        fresh: yes,
        verbose: yes,
      },
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
}

function readPort(name: PortName, flag: string | undefined, env: NodeJS.ProcessEnv): number {
  const { variable, standard } = PORTS[name];
  const text = flag ?? fromEnv(env, variable);
  if (text === undefined) return standard;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= LIMITS.portMax) return port;
  const source = flag === undefined ? variable : `--port-${name}`;
  throw invalid(`${source}: must be a port from 1 to ${LIMITS.portMax}`);
}

function refuseSamePort(ports: Record<PortName, number>): void {
  for (const name of PORT_NAMES) {
    const other = PORT_NAMES.find((candidate) => candidate !== name && ports[candidate] === ports[name]);
    if (other !== undefined)
      throw invalid(
        `--port-${name} and --port-${other}: both are ${String(ports[name])}; each needs its own`,
      );
  }
}

/** A variable that is set to nothing is not set. */
function fromEnv(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const text = env[variable];
  return text === '' ? undefined : text;
}

const invalid = (message: string): DevstackError =>
  new DevstackError(DEVSTACK_ERRORS.invalidSetting, message, 'See `npm start -- --help`.');
