import { loadConfig } from '../../worker/config/load-config';
import { merchantSchema, processSchema } from '../../worker/config/schema';
import { MERCHANT_SETTINGS, PROCESS_SETTINGS, SETTINGS } from '../../worker/config/settings';
import { environmentAlone } from './support/config-folder';

const fieldsOf = (settings: typeof MERCHANT_SETTINGS): string[] => settings.map(({ field }) => field).sort();

describe('the table of settings', () => {
  it('has every field that the configuration takes, and no other', () => {
    expect(fieldsOf(MERCHANT_SETTINGS)).toEqual(Object.keys(merchantSchema.shape).sort());
    expect(fieldsOf(PROCESS_SETTINGS)).toEqual(Object.keys(processSchema.shape).sort());
  });

  it('names each setting once', () => {
    const names = SETTINGS.flatMap(({ name, env }) => [name, env]).filter((name) => name !== undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it('tells the defaults that the worker really has', () => {
    const told = Object.fromEntries(SETTINGS.map((setting) => [setting.env ?? '', setting.default]));
    const { merchants, taskQueue, metricsAddress, healthAddress, logLevel, ...config } =
      loadConfig(environmentAlone());
    expect(told).toMatchObject({
      CARAT_TASK_QUEUE: taskQueue,
      CARAT_METRICS_ADDRESS: metricsAddress,
      CARAT_HEALTH_ADDRESS: healthAddress ?? 'off',
      CARAT_LOG_LEVEL: logLevel,
      CARAT_SHUTDOWN_GRACE_SECONDS: String(config.shutdownGraceMs / 1_000),
      CARAT_MAX_CACHED_SUBSCRIPTIONS: String(config.maxCachedSubscriptions),
      CARAT_START_WAIT_SECONDS: String(config.startWaitMs / 1_000),
      'CARAT_MERCHANT_<ALIAS>_CONNECT_TIMEOUT_MS': String(merchants[0]?.connectTimeoutMs),
      'CARAT_MERCHANT_<ALIAS>_ANSWER_TIMEOUT_MS': String(merchants[0]?.answerTimeoutMs),
      'CARAT_MERCHANT_<ALIAS>_MAX_CALLS_IN_FLIGHT': String(merchants[0]?.maxCallsInFlight),
      TEMPORAL_ADDRESS: config.temporal.address,
      TEMPORAL_NAMESPACE: config.temporal.namespace,
    });
  });
});
