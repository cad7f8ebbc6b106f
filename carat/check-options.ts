import { CaratConfigError } from './errors';
import { LIMITS } from './limits';

/** The store's credentials at the gateway (docs/gateway.md §0). Homologation and production have different ones. */
export interface CaratCredentials {
  merchantId: string;
  merchantKey: string;
}

/**
 * Checks that the credentials can travel as header values: visible ASCII, within the documented lengths.
 *
 * @throws CaratConfigError `CARAT_CREDENTIALS_INVALID`, without the value.
 */
export function checkCredentials({ merchantId, merchantKey }: CaratCredentials): void {
  checkCredential('credentials.merchantId', merchantId, LIMITS.merchantIdCharsMax);
  checkCredential('credentials.merchantKey', merchantKey, LIMITS.merchantKeyCharsMax);
}

/**
 * Checks a timeout option.
 *
 * @throws CaratConfigError `CARAT_TIMEOUT_INVALID`.
 */
export function checkTimeout(field: string, timeoutMs: number): number {
  if (Number.isInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= LIMITS.timeoutMaxMs) return timeoutMs;
  throw new CaratConfigError({
    code: 'CARAT_TIMEOUT_INVALID',
    field,
    problem: `must be a whole number of milliseconds from 1 to ${LIMITS.timeoutMaxMs}`,
    nextStep: 'Leave it out to use the default.',
  });
}

function checkCredential(field: string, value: string, charsMax: number): void {
  if (/^[\x21-\x7e]+$/.test(value) && value.length <= charsMax) return;
  throw new CaratConfigError({
    code: 'CARAT_CREDENTIALS_INVALID',
    field,
    problem: `must be 1 to ${charsMax} visible ASCII characters`,
    nextStep: 'Use the code and key that the vendor issued for this environment.',
  });
}
