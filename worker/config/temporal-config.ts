import { loadClientConfigProfile, toClientOptions, type ClientConfigProfile } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { existsSync } from 'node:fs';
import { LIMITS } from '../limits';
import { Secret } from '../../program/secret';
import { problemsIn, problemWith, type Found } from '../../program/config/found';
import { readTemporalTls } from './temporal-tls';
import { readTextFile } from '../../program/config/text-file';

const DEFAULT_ADDRESS = 'localhost:7233';
const DEFAULT_NAMESPACE = 'default';

/** How Temporal is reached. */
export interface TemporalConfig {
  /** Host and port, for messages. */
  address: string;
  namespace: string;
  /** With the API key and the key of the client certificate, where there are any. */
  connection: Secret<NativeConnectionOptions>;
}

/** Reads the settings of Temporal as the Temporal CLI reads them: environment, configuration file, profile. */
export function readTemporalConfig(env: NodeJS.ProcessEnv): Found<TemporalConfig> {
  const profile = readProfile(withoutEmpty(env));
  if ('problems' in profile) return profile;
  const { apiKey } = profile.value;
  const tls = readTemporalTls(profile.value.tls);
  const key = apiKey === undefined || /^[\x21-\x7e]+$/.test(apiKey) ? { value: apiKey } : UNPRINTABLE_KEY;
  if ('problems' in tls || 'problems' in key) return { problems: problemsIn(tls, key) };
  // An absent field and an undefined one are not the same to the SDK: TLS is on when the field is there.
  const { tls: _asWritten, ...rest } = profile.value;
  const { connectionOptions, namespace } = toClientOptions(
    tls.value === undefined ? rest : { ...rest, tls: tls.value },
  );
  const address = connectionOptions.address ?? DEFAULT_ADDRESS;
  const connection = new Secret({ ...connectionOptions, address });
  return { value: { address, namespace: namespace ?? DEFAULT_NAMESPACE, connection } };
}

const UNPRINTABLE_KEY = problemWith(
  'TEMPORAL_API_KEY',
  'must be one line of printable characters, without blanks',
);

function readProfile(env: Record<string, string>): Found<ClientConfigProfile> {
  const path = env['TEMPORAL_CONFIG_FILE'];
  // As for the Temporal CLI, a file that is not there is no file.
  const file =
    path === undefined || !existsSync(path) ? undefined : readTextFile(path, LIMITS.temporalFileBytesMax);
  if (file !== undefined && 'problem' in file) return problemWith('TEMPORAL_CONFIG_FILE', file.problem);
  try {
    const configSource = file === undefined ? {} : { configSource: { data: file.text } };
    return { value: loadClientConfigProfile({ overrideEnvVars: env, ...configSource }) };
  } catch (error) {
    return problemWith('TEMPORAL_*', whyUnusable(error));
  }
}

/** A variable that is set to nothing counts as not set, as it does for our own. */
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(set);
}

/** Only what is known to be free of content: the message of a parser quotes the file, which may hold an API key. */
function whyUnusable(error: unknown): string {
  const profile = /^Profile '[^']*' not found/.exec(error instanceof Error ? error.message : '');
  if (profile !== null) return `${profile[0]} in the Temporal configuration file`;
  const { line, column } = error as { line?: unknown; column?: unknown };
  const place =
    typeof line === 'number' && typeof column === 'number' ? ` (line ${line}, column ${column})` : '';
  return `the Temporal configuration file or a TLS setting cannot be used${place}`;
}
