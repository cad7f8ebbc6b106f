import type { WorkerConfig } from './worker-config';

/**
 * What is allowed and will be regretted: told at start, and not refused. A call that outlasts the grace time is no harm to the customer: what
 * became of it is asked of the gateway. But each stop of the worker may end with `shutdown_overdue`.
 */
export function cautionsAbout({
  merchants,
  shutdownGraceMs,
}: Pick<WorkerConfig, 'merchants' | 'shutdownGraceMs'>): string[] {
  const impatient = merchants
    .filter(({ connectTimeoutMs, answerTimeoutMs }) => connectTimeoutMs + answerTimeoutMs > shutdownGraceMs)
    .map(({ alias }) => alias);
  if (impatient.length === 0) return [];
  return [
    `shutdownGraceSeconds is shorter than a call of the gateway may take (connectTimeoutMs and answerTimeoutMs of ${impatient.join(', ')}): a stop may end with 4`,
  ];
}
