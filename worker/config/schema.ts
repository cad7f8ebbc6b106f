import { z } from 'zod';
import { checkBaseUrl } from '../../carat/base-url';
import { checkCredentials } from '../../carat/check-options';
import { CaratConfigError } from '../../carat/errors';
import { LIMITS as CARAT_LIMITS } from '../../carat/limits';
import {
  isListenAddress,
  LOG_LEVELS,
  numberFrom,
  text,
  whole,
  yesOrNo,
} from '../../program/config/schema-parts';
import { problemOfUrl } from '../../webhooks/check-receiver';
import { DEFAULTS, LIMITS } from '../limits';

/** Both stand for a value that was checked elsewhere, where one of the two credentials is checked alone. */
const ANY = 'x';

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
  maxAmountCents: whole(1, LIMITS.amountCentsMax, 'cents').optional(),
  asksForOrders: yesOrNo.optional(),
  webhookUrl: text
    .superRefine((url, context) => {
      const message = problemOfUrl(url);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  webhookSecretsFile: text.optional(),
  webhookCaFile: text.optional(),
  webhookPrivateAddresses: z.enum(['refuse', 'allow'], { error: 'must be refuse or allow' }).optional(),
});

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
