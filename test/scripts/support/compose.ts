import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from './machine';

/** The parts of a service that the tests look at, as they are written. */
export interface Service {
  image: string;
  profiles?: string[];
  restart: string;
  build?: { target: string };
  environment?: Record<string, string>;
  secrets?: (string | { source: string })[];
  ports?: string[];
  volumes?: (string | BindMount)[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[] };
  ulimits?: { core?: number };
  mem_limit?: string;
  memswap_limit?: string;
}

/** A mount in the long spelling. */
export interface BindMount {
  type: string;
  source: string;
  target: string;
  read_only?: boolean;
}

/** The compose file, before variables are filled in. */
export interface ComposeFile {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
}

/** A file of the checkout. */
export const fileOf = (path: string): string => readFileSync(join(checkout, path), 'utf8');

/** The compose file of the checkout, anchors and merges resolved. */
export const composeFile = (): ComposeFile =>
  parse(fileOf('docker-compose.yml'), { merge: true }) as ComposeFile;

/** The stages of the Dockerfile, by name. */
export function dockerStages(): Map<string, string> {
  const stages = fileOf('Dockerfile')
    .split(/^FROM /m)
    .slice(1);
  return new Map(stages.map((stage) => [/ AS (\S+)/.exec(stage)?.[1] ?? '', stage]));
}

/** Docker Compose, the plugin or the program, old or new; undefined when the machine has none. */
export function installedCompose(): string[] | undefined {
  return [['docker', 'compose'], ['docker-compose']].find(([program = '', ...words]) => {
    const { status } = spawnSync(program, [...words, 'version', '--short'], { encoding: 'utf8' });
    return status === 0;
  });
}

/**
 * What Docker Compose makes of the file, with no variables set but those given; the file `.env` only if it is named.
 *
 * @throws what it complains about
 */
export function configOf(
  compose: readonly string[],
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ComposeFile {
  const [program = '', ...words] = compose;
  const { PATH = '', HOME = '' } = process.env;
  const text = execFileSync(program, [...words, ...args, 'config'], {
    cwd: checkout,
    env: { PATH, HOME, ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return parse(text) as ComposeFile;
}
