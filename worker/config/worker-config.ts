import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Secret } from '../../program/secret';
import type { LogLevel } from '../../program/config/schema-parts';
import type { ReceiverOptions } from '../../webhooks/receiver';
import type { TemporalConfig } from './temporal-config';

/** One merchant, checked. */
export interface MerchantConfig {
  alias: string;
  merchantId: string;
  merchantKey: Secret<string>;
  /** `https://host[:port]/e-sitef/api`. */
  baseUrl: string;
  /** PEM text of certificates trusted besides the usual roots. */
  ca?: string | undefined;
  connectTimeoutMs: number;
  answerTimeoutMs: number;
  /** Over all workers of the merchant; undefined: unlimited. */
  callsPerSecond?: number | undefined;
  maxCallsInFlight: number;
  /** Most that one charge may come to, integer cents; undefined: no ceiling. */
  maxAmountCents?: number | undefined;
  /** The gateway is asked whether it knows an order before that is created. */
  asksForOrders: boolean;
  /** Where its events are posted to, with the secrets. */
  webhook?: Secret<ReceiverOptions> | undefined;
}

/** The whole configuration, checked; secrets do not print. */
export interface WorkerConfig {
  /** At least one, by alias. */
  merchants: readonly MerchantConfig[];
  taskQueue: string;
  /** IP address and port; undefined: no endpoint. */
  metricsAddress: string | undefined;
  /** IP address and port; undefined: no endpoint. */
  healthAddress: string | undefined;
  logLevel: LogLevel;
  shutdownGraceMs: number;
  startWaitMs: number;
  maxCachedSubscriptions: number;
  /** The prebuilt workflow code, or the path of the code to bundle at start. */
  workflows: { bundle: WorkflowBundleOption } | { path: string };
  temporal: TemporalConfig;
}
