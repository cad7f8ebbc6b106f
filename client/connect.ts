import { Client, Connection, LOCAL_TARGET, type DataConverter } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { InvalidSettingsError } from './errors/subscription-errors';
import { CLIENT_LIMITS } from './limits';
import { LOOKED_AT_LATER, MILLISECONDS, TEXT, type Checks } from './check-options';
import { CALL_INTERCEPTORS } from './retried-calls';
import { checkSettingFiles } from './setting-files';
import { PermissionDeniedError, TemporalUnreachableError } from './errors/temporal-errors';
import { translateError } from './errors/translate-error';

/** How to reach Temporal. What is not given comes from TEMPORAL_* and the configuration file, as the Temporal CLI reads them. */
export interface ConnectOptions {
  /** `host:port` of the server. */
  address?: string;
  namespace?: string;
  /** Profile of the configuration file. */
  profile?: string;
  /** Must be the one of the workers: it is what encrypts the histories. */
  dataConverter?: DataConverter;
  /**
   * Longest wait for the connection, milliseconds.
   *
   * @default 5000
   */
  connectTimeoutMs?: number;
  /**
   * Environment variables to read.
   *
   * @default those of the process
   */
  env?: Readonly<Record<string, string>>;
}

export const CONNECT_OPTIONS: Checks<ConnectOptions> = {
  address: TEXT,
  namespace: TEXT,
  profile: TEXT,
  dataConverter: LOOKED_AT_LATER,
  connectTimeoutMs: MILLISECONDS,
  env: LOOKED_AT_LATER,
};

/**
 * Opens a connection and a Temporal client on it.
 *
 * @throws InvalidSettingsError, TemporalUnreachableError, PermissionDeniedError
 */
export async function connectToTemporal(
  options: ConnectOptions,
): Promise<{ client: Client; connection: Connection }> {
  const config = loadSettings(options);
  const namespace = options.namespace ?? config.namespace ?? 'default';
  const connection = await openConnection(config, options);
  const { dataConverter } = options;
  const client = new Client({
    connection,
    namespace,
    ...(dataConverter === undefined ? {} : { dataConverter }),
  });
  return { client, connection };
}

/**
 * Left to itself, gRPC waits up to two minutes between two tries after an outage, and half a minute between two look-ups of the name.
 * Whoever posts in the meantime is turned away.
 */
const BACK_SOON = {
  'grpc.max_reconnect_backoff_ms': 5_000,
  'grpc.dns_min_time_between_resolutions_ms': 1_000,
};

/**
 * A Temporal client whose connection is opened by its first call, and again whenever it was lost: for a process that is there
 * before Temporal is, and stays when it goes.
 *
 * @throws InvalidSettingsError
 */
export function temporalClientLater(options: ConnectOptions): { client: Client; connection: Connection } {
  const config = loadSettings(options);
  const { tls, apiKey, metadata, address: configured } = config.connectionOptions;
  const connection = Connection.lazy({
    address: options.address ?? configured ?? LOCAL_TARGET,
    channelArgs: BACK_SOON,
    interceptors: CALL_INTERCEPTORS,
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  const { dataConverter } = options;
  const namespace = options.namespace ?? config.namespace ?? 'default';
  const client = new Client({
    connection,
    namespace,
    ...(dataConverter === undefined ? {} : { dataConverter }),
  });
  return { client, connection };
}

/**
 * Where these options lead to, without going there.
 *
 * @throws InvalidSettingsError
 */
export function temporalPlace(options: ConnectOptions): { address: string; namespace: string } {
  const config = loadSettings(options);
  return {
    address: options.address ?? config.connectionOptions.address ?? LOCAL_TARGET,
    namespace: options.namespace ?? config.namespace ?? 'default',
  };
}

function loadSettings({ profile, env }: ConnectOptions): ClientConnectConfig {
  checkSettingFiles(env ?? process.env);
  try {
    return loadClientConnectConfig({
      ...(profile === undefined ? {} : { profile }),
      ...(env === undefined ? {} : { overrideEnvVars: env }),
    });
  } catch (error) {
    // The parser's own message quotes the file, and the file may hold an API key.
    throw new InvalidSettingsError(
      'the Temporal settings (environment or configuration file) cannot be read',
      error,
    );
  }
}

async function openConnection(config: ClientConnectConfig, options: ConnectOptions): Promise<Connection> {
  const { tls, apiKey, metadata, address: configured } = config.connectionOptions;
  const address = options.address ?? configured ?? LOCAL_TARGET;
  try {
    return await Connection.connect({
      address,
      connectTimeout: Math.min(options.connectTimeoutMs ?? CLIENT_LIMITS.connectMs, CLIENT_LIMITS.waitMaxMs),
      interceptors: CALL_INTERCEPTORS,
      ...(tls === undefined ? {} : { tls }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(metadata === undefined ? {} : { metadata }),
    });
  } catch (error) {
    // An API key switches TLS on. A certificate that is refused looks as if nobody answered: gRPC tells no more.
    const isSecured = Boolean(tls ?? apiKey);
    throw connectionError(error, `${address} ${isSecured ? 'over' : 'without'} TLS`);
  }
}

function connectionError(error: unknown, server: string): Error {
  if (error instanceof TypeError || isOfOpenSsl(error)) {
    return new InvalidSettingsError('the address or the TLS settings of Temporal are not well formed', error);
  }
  const translated = translateError(error, { what: `connecting to ${server}`, namespace: '' });
  if (translated instanceof PermissionDeniedError) return translated;
  return new TemporalUnreachableError(`no Temporal server could be reached at ${server}`, error);
}

/** A certificate or a key that cannot be read is refused before anything is sent. */
const isOfOpenSsl = (error: unknown): boolean =>
  String((error as { code?: unknown } | null)?.code).startsWith('ERR_OSSL');
