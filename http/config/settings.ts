import { DEFAULTS } from '../limits';

/** One setting of the doors. The table of docs/doors.md is this, row by row. */
export interface DoorsSetting {
  /** Key in the configuration file; undefined: in the environment only. */
  name?: string;
  /** The environment variable; it wins over the file. `<ALIAS>` is the alias in capitals, `-` written as `_`. */
  env: string;
  /** The default as text; `required` and `none` say that there is none. */
  default: string;
  meaning: string;
}

/** Names the configuration file itself. */
export const CONFIG_VARIABLE = 'CARAT_DOORS_CONFIG';
/** What every variable of a merchant begins with. */
export const MERCHANT_PREFIX = 'CARAT_DOORS_MERCHANT_';

/** A setting of the process, in the file and in the environment. */
interface ProcessSetting extends DoorsSetting {
  name: string;
  /** A path: relative to the configuration file there, to the working directory in the environment. */
  isPath?: true;
}

/** The settings of the process. */
export const PROCESS_SETTINGS: readonly ProcessSetting[] = [
  {
    name: 'listenAddress',
    env: 'CARAT_DOORS_LISTEN_ADDRESS',
    default: DEFAULTS.listenAddress,
    meaning: 'IP address and port on which the gateway, or the proxy, reaches the doors',
  },
  {
    name: 'tlsCertFile',
    env: 'CARAT_DOORS_TLS_CERT_FILE',
    default: 'this or behindProxy is required',
    meaning: 'PEM file of the certificate and its chain: the doors end TLS themselves',
    isPath: true,
  },
  {
    name: 'tlsKeyFile',
    env: 'CARAT_DOORS_TLS_KEY_FILE',
    default: 'required with the certificate',
    meaning: 'PEM file of its key',
    isPath: true,
  },
  {
    name: 'behindProxy',
    env: 'CARAT_DOORS_BEHIND_PROXY',
    default: 'none',
    meaning:
      'Addresses or networks of the proxies that end TLS, separated by commas. The doors then speak plain HTTP, and to these alone',
  },
  {
    name: 'opsAddress',
    env: 'CARAT_DOORS_OPS_ADDRESS',
    default: DEFAULTS.opsAddress,
    meaning: 'IP address and port of `/healthz`, `/readyz` and `/metrics`, or `off`. Never for the internet',
  },
  {
    name: 'logLevel',
    env: 'CARAT_DOORS_LOG_LEVEL',
    default: DEFAULTS.logLevel,
    meaning: 'Least level that is logged: `trace`, `debug`, `info`, `warn` or `error`',
  },
  {
    name: 'shutdownGraceSeconds',
    env: 'CARAT_DOORS_SHUTDOWN_GRACE_SECONDS',
    default: String(DEFAULTS.shutdownGraceSeconds),
    meaning: 'How long posts may take to be answered after SIGTERM or SIGINT, seconds',
  },
];

/** The settings of each merchant. */
const MERCHANT_SETTINGS: readonly DoorsSetting[] = [
  {
    name: 'merchants.<alias>.tokensFile',
    env: `${MERCHANT_PREFIX}<ALIAS>_TOKENS_FILE`,
    default: 'one source of the tokens is required',
    meaning: 'File with the valid tokens, one a line, nothing else',
  },
  {
    name: 'merchants.<alias>.tokensEnv',
    env: `${MERCHANT_PREFIX}<ALIAS>_TOKENS`,
    default: 'one source of the tokens is required',
    meaning:
      'In the file: name of the variable that holds the tokens. In the environment: the tokens, separated by commas',
  },
];

/** Every setting of its own, in the order in which docs/doors.md lists them. Temporal is reached as the worker reaches it. */
export const SETTINGS: readonly DoorsSetting[] = [
  {
    env: CONFIG_VARIABLE,
    default: 'none',
    meaning: 'JSON file with the settings below; unknown names are refused',
  },
  ...MERCHANT_SETTINGS,
  ...PROCESS_SETTINGS,
];
