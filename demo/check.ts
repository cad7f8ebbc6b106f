import type { Finding } from './conservation';

/** One thing that must hold. The demo succeeds only if all of them do. */
export interface Check {
  name: string;
  ok: boolean;
  /** The numbers behind it, or everything that is wrong. */
  detail: string;
}

/** A check holds when nothing was found against it. */
export function checkOf(name: string, findings: readonly Finding[], detail: string): Check {
  if (findings.length === 0) return { name, ok: true, detail };
  return { name, ok: false, detail: findings.map(({ orderId, what }) => `${orderId} ${what}`).join('; ') };
}

/** A number with its noun: `1 charge`, `2 charges`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${String(number)} ${number === 1 ? one : many}`;
