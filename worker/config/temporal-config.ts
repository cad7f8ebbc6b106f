import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { Secret } from '../secret';
import { problemWith, type Found } from './found';

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
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: withoutEmpty(env) });
    const address = connectionOptions.address ?? DEFAULT_ADDRESS;
    const connection = new Secret({ ...connectionOptions, address });
    return { value: { address, namespace: namespace ?? DEFAULT_NAMESPACE, connection } };
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
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && path !== undefined) return `the file ${path} cannot be read (${code})`;
  const profile = /^Profile '[^']*' not found/.exec(error instanceof Error ? error.message : '');
  if (profile !== null) return `${profile[0]} in the Temporal configuration file`;
  return 'the Temporal configuration file or a TLS setting cannot be used';
}
