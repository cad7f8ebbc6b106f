import { isIP } from 'node:net';
import { z } from 'zod';
import { checkBaseUrl } from '../../carat/base-url';
import { checkCredentials } from '../../carat/check-options';
import { CaratConfigError } from '../../carat/errors';
import { LIMITS as CARAT_LIMITS } from '../../carat/limits';
import { DEFAULTS, LIMITS } from '../limits';

/** The levels of the log, least first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Aliases are the merchants of the subscriptions' input (contract/input.ts), and part of task queue names. */
const ALIAS = /^[a-z0-9][a-z0-9-]{0,31}$/;
/** Both stand for a value that was checked elsewhere, where one of the two credentials is checked alone. */
const ANY = 'x';

/** A number that the environment gives as text. */
const numberFrom = (schema: z.ZodNumber): z.ZodPreprocess<z.ZodNumber> =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    schema,
  );

function whole(min: number, max: number, unit: string): z.ZodPreprocess<z.ZodNumber> {
  const error = `must be a whole number of ${unit} from ${min} to ${max}`;
  return numberFrom(z.int({ error }).min(min, { error }).max(max, { error }));
}

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a text') })
  .min(1, { error: 'must not be empty' });

/** A text that a check of the gateway client accepts; its messages never repeat the value. */
const acceptedBy = (check: (value: string) => unknown): z.ZodString =>
  text.superRefine((value, context) => {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof CaratConfigError)) throw error;
      context.addIssue({ code: 'custom', message: problemOf(error) });
    }
  });

/** What a check of the gateway client says, without its own name of the field. */
export const problemOf = (error: CaratConfigError): string => error.message.slice(error.field.length + 2);

const timeout = whole(1, CARAT_LIMITS.timeoutMaxMs, 'milliseconds').optional();
const PER_SECOND = `must be a number above 0, at most ${LIMITS.callsPerSecondMax}`;

/** One merchant, file and environment together. */
export const merchantSchema = z.strictObject({
  merchantId: acceptedBy((merchantId) => {
    checkCredentials({ merchantId, merchantKey: ANY });
  }),
  merchantKeyFile: text.optional(),
  merchantKeyEnv: text.optional(),
  baseUrl: acceptedBy(checkBaseUrl),
  caFile: text.optional(),
  connectTimeoutMs: timeout,
  answerTimeoutMs: timeout,
  callsPerSecond: numberFrom(
    z.number({ error: PER_SECOND }).positive({ error: PER_SECOND }).max(LIMITS.callsPerSecondMax, {
      error: PER_SECOND,
    }),
  ).optional(),
  maxCallsInFlight: whole(1, LIMITS.callsInFlightMax, 'calls').optional(),
});

export const aliasSchema = z
  .string()
  .regex(ALIAS, { error: 'is not an alias: 1-32 lower-case letters, digits or dashes' });

/** Checks a key that was read from its source. @throws CaratConfigError */
export function checkKey(merchantKey: string): void {
  checkCredentials({ merchantId: ANY, merchantKey });
}

/** The settings of the process. */
export const processSchema = z.strictObject({
  taskQueue: text
    .max(LIMITS.taskQueueCharsMax, { error: `must have at most ${LIMITS.taskQueueCharsMax} characters` })
    .default(DEFAULTS.taskQueue),
  metricsAddress: text
    .refine(isListenAddress, { error: 'must be an IP address and a port, such as 127.0.0.1:9464, or off' })
    .default(DEFAULTS.metricsAddress),
  healthAddress: text
    .refine(isListenAddress, { error: 'must be an IP address and a port, such as 127.0.0.1:9465, or off' })
    .default(DEFAULTS.healthAddress),
  logLevel: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default(DEFAULTS.logLevel),
  shutdownGraceSeconds: whole(1, LIMITS.shutdownGraceSecondsMax, 'seconds').default(
    DEFAULTS.shutdownGraceSeconds,
  ),
  startWaitSeconds: whole(0, LIMITS.startWaitSecondsMax, 'seconds').default(DEFAULTS.startWaitSeconds),
  maxCachedSubscriptions: whole(
    LIMITS.cachedSubscriptionsMin,
    LIMITS.cachedSubscriptionsMax,
    'subscriptions',
  ).default(DEFAULTS.cachedSubscriptions),
  workflowBundle: text.optional(),
});

/** What health means is told by the metrics. */
export const NEEDS_METRICS =
  'needs the metrics: set metricsAddress (CARAT_METRICS_ADDRESS), or health to off';

/** The SDK's endpoint takes no host name, and a free port of its own choice could not be told to anybody. */
function isListenAddress(address: string): boolean {
  if (address === 'off') return true;
  const match = /^(.+):(\d{1,5})$/.exec(address);
  const [, host = '', port = '0'] = match ?? [];
  return isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0 && Number(port) >= 1 && Number(port) <= 65_535;
}
