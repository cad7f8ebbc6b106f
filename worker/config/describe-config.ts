import type { WorkerConfig } from './worker-config';

/** The configuration as the log shows it at start: everything that explains behaviour, nothing secret. */
export function describeConfig(config: WorkerConfig): Record<string, unknown> {
  const { merchants, temporal, workflows, metricsAddress, healthAddress, ...settings } = config;
  return {
    ...settings,
    metricsAddress: metricsAddress ?? 'off',
    healthAddress: healthAddress ?? 'off',
    workflows: 'bundle' in workflows ? 'prebuilt bundle' : 'bundled from source now',
    temporal: { address: temporal.address, namespace: temporal.namespace },
    merchants: merchants.map(({ merchantKey, ca, ...merchant }) => ({
      ...merchant,
      ownCertificates: ca !== undefined,
    })),
  };
}
