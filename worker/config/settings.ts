import { LIMITS as CARAT_LIMITS } from '../../carat/limits';
import { DEFAULTS } from '../limits';

/** One setting of the worker. docs/reference/configuration.md is this, row by row. */
export interface Setting {
  /** Where it stands in the configuration file; undefined: in the environment only. */
  name?: string;
  /** The environment variable; it wins over the file. `<ALIAS>` is the alias in capitals, `-` written as `_`. */
  env?: string;
  /** The default as text; `required` and `none` say that there is none. */
  default: string;
  meaning: string;
}

/** A setting that can stand in the file and in the environment. */
export interface FieldSetting extends Setting {
  /** Key in its JSON object. */
  field: string;
  /** The variable's name, or what follows the merchant's prefix. */
  variable?: string;
  /** A path: relative to the configuration file there, to the working directory in the environment. */
  isPath?: boolean;
}

/** Names the configuration file itself. */
export const CONFIG_VARIABLE = 'CARAT_CONFIG';
/** What every variable of a merchant begins with. */
export const MERCHANT_PREFIX = 'CARAT_MERCHANT_';

/** The settings of the process. */
export const PROCESS_SETTINGS: readonly FieldSetting[] = [
  processSetting('taskQueue', 'CARAT_TASK_QUEUE', DEFAULTS.taskQueue, {
    meaning: 'Task queue of the workflows; the client must name the same one',
  }),
  processSetting('metricsAddress', 'CARAT_METRICS_ADDRESS', DEFAULTS.metricsAddress, {
    meaning: 'IP address and port of the Prometheus endpoint `/metrics`, or `off`',
  }),
  processSetting('healthAddress', 'CARAT_HEALTH_ADDRESS', DEFAULTS.healthAddress, {
    meaning: 'IP address and port of `/healthz` and `/readyz`. `off` by default; the image sets it',
  }),
  processSetting('logLevel', 'CARAT_LOG_LEVEL', DEFAULTS.logLevel, {
    meaning: 'Least level that is logged: `trace`, `debug`, `info`, `warn` or `error`',
  }),
  processSetting('shutdownGraceSeconds', 'CARAT_SHUTDOWN_GRACE_SECONDS', DEFAULTS.shutdownGraceSeconds, {
    meaning: 'How long calls in flight may take to end after SIGTERM or SIGINT, seconds',
  }),
  processSetting('startWaitSeconds', 'CARAT_START_WAIT_SECONDS', DEFAULTS.startWaitSeconds, {
    meaning: 'How long Temporal is tried at start before the process gives up, seconds',
  }),
  processSetting('maxCachedSubscriptions', 'CARAT_MAX_CACHED_SUBSCRIPTIONS', DEFAULTS.cachedSubscriptions, {
    meaning:
      'Open subscriptions kept in memory, 0.3 MB each; the others are read from their history when they are needed',
  }),
  processSetting('workflowBundle', 'CARAT_WORKFLOW_BUNDLE', '`workflow-bundle.js` beside the compiled code', {
    meaning: 'The prebuilt workflow code; without one it is bundled from source at start',
    isPath: true,
  }),
];

/** The settings of each merchant. */
export const MERCHANT_SETTINGS: readonly FieldSetting[] = [
  merchantSetting('merchantId', 'ID', 'required', { meaning: "The store's code at the gateway" }),
  merchantSetting('merchantKeyFile', 'KEY_FILE', 'one source of the key is required', {
    meaning: "File that holds the store's key and nothing else",
    isPath: true,
  }),
  {
    field: 'merchantKeyEnv',
    name: 'merchants.<alias>.merchantKeyEnv',
    env: `${MERCHANT_PREFIX}<ALIAS>_KEY`,
    default: 'one source of the key is required',
    meaning:
      "In the file: name of the variable that holds the store's key. In the environment: the key itself",
  },
  merchantSetting('baseUrl', 'BASE_URL', 'required', {
    meaning: 'The gateway: `https://host/e-sitef/api`, a host name, never an IP address',
  }),
  merchantSetting('caFile', 'CA_FILE', 'none', {
    meaning: 'PEM file of certificates trusted besides the usual roots',
    isPath: true,
  }),
  merchantSetting('connectTimeoutMs', 'CONNECT_TIMEOUT_MS', CARAT_LIMITS.connectTimeoutMs, {
    meaning: 'DNS, TCP and TLS together, milliseconds',
  }),
  merchantSetting('answerTimeoutMs', 'ANSWER_TIMEOUT_MS', CARAT_LIMITS.answerTimeoutMs, {
    meaning:
      "Wait for the gateway's answer, milliseconds; the vendor asks for 60 s, shorter is for development",
  }),
  merchantSetting('callsPerSecond', 'CALLS_PER_SECOND', 'unlimited', {
    meaning: 'Gateway calls per second over all workers of this merchant',
  }),
  merchantSetting('maxCallsInFlight', 'MAX_CALLS_IN_FLIGHT', DEFAULTS.callsInFlight, {
    meaning: 'Gateway calls in flight in this process',
  }),
  merchantSetting('maxAmountCents', 'MAX_AMOUNT_CENTS', 'none', {
    meaning:
      'Most that one charge may come to, integer cents; a start or a change above it is refused, and nothing is sent',
  }),
  merchantSetting('asksForOrders', 'ASKS_FOR_ORDERS', DEFAULTS.asksForOrders, {
    meaning:
      '`true`: the gateway is asked whether it knows an order before that is created; the store needs the query of v2 by order',
  }),
  merchantSetting('webhookUrl', 'WEBHOOK_URL', 'none', {
    meaning: 'Where the events of the merchant are posted to: `https://` and a host name',
  }),
  merchantSetting('webhookSecretsFile', 'WEBHOOK_SECRETS_FILE', 'required with a URL', {
    meaning: 'File with one or two secrets that sign the events, `whsec_…`, a line each',
    isPath: true,
  }),
  merchantSetting('webhookCaFile', 'WEBHOOK_CA_FILE', 'none', {
    meaning: 'PEM file of certificates trusted for the receiver besides the usual roots',
    isPath: true,
  }),
  merchantSetting('webhookPrivateAddresses', 'WEBHOOK_PRIVATE_ADDRESSES', 'refuse', {
    meaning: 'Whether the receiver may be in a private network: `refuse` or `allow`',
  }),
];

/** How Temporal is reached: read as the Temporal CLI reads it, its configuration file and profiles included. */
const TEMPORAL_SETTINGS: readonly Setting[] = [
  temporalSetting('TEMPORAL_ADDRESS', 'localhost:7233', 'Host and port of the Temporal frontend'),
  temporalSetting('TEMPORAL_NAMESPACE', 'default', 'Namespace of the subscriptions'),
  temporalSetting('TEMPORAL_API_KEY', 'none', 'API key; switches TLS on'),
  temporalSetting('TEMPORAL_TLS', 'off', '`true` for TLS without further settings'),
  temporalSetting('TEMPORAL_TLS_CLIENT_CERT_PATH', 'none', 'Client certificate for mutual TLS'),
  temporalSetting('TEMPORAL_TLS_CLIENT_KEY_PATH', 'none', 'Key of the client certificate'),
  temporalSetting(
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    'none',
    'Authority that signed the certificate of Temporal',
  ),
  temporalSetting('TEMPORAL_TLS_SERVER_NAME', 'none', 'Name expected in the certificate of Temporal'),
  temporalSetting('TEMPORAL_CONFIG_FILE', "the Temporal CLI's own", 'TOML file with profiles'),
  temporalSetting('TEMPORAL_PROFILE', 'default', 'Profile of that file'),
];

/** Every setting, in the order of docs/reference/configuration.md. */
export const SETTINGS: readonly Setting[] = [
  {
    env: CONFIG_VARIABLE,
    default: 'none',
    meaning: 'JSON file with the settings below; unknown names are refused',
  },
  ...MERCHANT_SETTINGS,
  ...PROCESS_SETTINGS,
  ...TEMPORAL_SETTINGS,
];

interface Words {
  meaning: string;
  isPath?: boolean;
}

function processSetting(
  field: string,
  variable: string,
  fallback: string | number,
  words: Words,
): FieldSetting {
  return { field, variable, name: field, env: variable, default: String(fallback), ...words };
}

function merchantSetting(
  field: string,
  variable: string,
  fallback: string | number | boolean,
  words: Words,
): FieldSetting {
  const env = `${MERCHANT_PREFIX}<ALIAS>_${variable}`;
  return { field, variable, name: `merchants.<alias>.${field}`, env, default: String(fallback), ...words };
}

function temporalSetting(env: string, fallback: string, meaning: string): Setting {
  return { env, default: fallback, meaning };
}
