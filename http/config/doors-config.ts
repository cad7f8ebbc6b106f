import type { LogLevel } from '../../program/config/schema-parts';
import type { Secret } from '../../program/secret';

/** How posts reach the doors: over TLS of their own, or through a proxy that ends it. */
export type Transport =
  | { kind: 'tls'; certificatePem: string; keyPem: Secret<string> }
  /** Addresses or networks of the proxies, whose word about the sender is believed. */
  | { kind: 'behind_proxy'; proxies: readonly string[] };

/** The whole configuration, checked; secrets do not print. */
export interface DoorsConfig {
  /** The valid tokens of each merchant, by alias. */
  merchants: ReadonlyMap<string, readonly Secret<string>[]>;
  /** IP address and port. */
  listenAddress: string;
  transport: Transport;
  /** IP address and port of health and metrics; undefined: no endpoint. */
  opsAddress: string | undefined;
  logLevel: LogLevel;
  shutdownGraceMs: number;
}
