import type { DoorsConfig } from './doors-config';

/** The configuration as the log shows it at start: everything that explains behaviour, nothing secret. */
export function describeDoorsConfig({
  merchants,
  transport,
  opsAddress,
  ...settings
}: DoorsConfig): Record<string, unknown> {
  return {
    ...settings,
    opsAddress: opsAddress ?? 'off',
    transport:
      transport.kind === 'tls' ? 'TLS of its own' : `plain HTTP behind ${transport.proxies.join(', ')}`,
    merchants: [...merchants].map(([alias, tokens]) => ({ alias, tokens: tokens.length })),
  };
}
