import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** Pinned, as npm packages are: what passes today passes tomorrow. */
const JSONSCHEMA = 'jsonschema==4.23.0';
/** Making the environment takes some seconds, once a machine; the rest is a hanging network, milliseconds. */
const SET_UP_WITHIN_MS = 120_000;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const SCRIPT = join(__dirname, 'validate.py');

/** Messages, each with the name of the schema that it is checked against. */
export interface ValidationRequest {
  schemas: Record<string, unknown>;
  messages: [schema: string, message: unknown][];
}

/**
 * The validator of Python, in an environment of its own that is made when it is needed and kept beside the other things this project
 * downloads. Undefined, and a loud line, where there is no Python or no way to its packages.
 */
export function pythonValidator(): ((request: ValidationRequest) => boolean[]) | undefined {
  const python = environment();
  if (typeof python !== 'string') {
    process.stderr.write(
      `\n*** NOT TESTED: the schemas with a validator of another language. ${python.reason}\n\n`,
    );
    return undefined;
  }
  return (request) =>
    JSON.parse(
      execFileSync(python, [SCRIPT], {
        input: JSON.stringify(request),
        maxBuffer: ANSWER_BYTES_MAX,
      }).toString(),
    ) as boolean[];
}

/** Path of a Python that has the validator, or why there is none. */
function environment(): string | { reason: string } {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'carat-subscriptions', JSONSCHEMA.replace('==', '-'));
  const python = join(folder, platform() === 'win32' ? 'Scripts/python.exe' : 'bin/python3');
  if (existsSync(python)) return python;
  // Elsewhere first: an environment that was interrupted half way must not be taken for one.
  const draft = `${folder}.${String(process.pid)}`;
  mkdirSync(dirname(folder), { recursive: true });
  const made =
    attempt('python3', ['-m', 'venv', '--copies', draft]) ??
    attempt(python.replace(folder, draft), ['-m', 'pip', 'install', '--quiet', JSONSCHEMA]);
  if (made !== undefined) {
    rmSync(draft, { recursive: true, force: true });
    return { reason: made };
  }
  if (!existsSync(folder)) renameSync(draft, folder);
  else rmSync(draft, { recursive: true, force: true });
  return python;
}

function attempt(command: string, args: string[]): string | undefined {
  const { error, status, stderr } = spawnSync(command, args, { timeout: SET_UP_WITHIN_MS, encoding: 'utf8' });
  if (error === undefined && status === 0) return undefined;
  return `${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`;
}
