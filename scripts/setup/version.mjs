/** Time skipping, which the tests and the demo live on, came with this server (older ones ignore the request). */
export const REQUIRED_SERVER = '1.32.0';

/** tools/temporal/go.mod asks for this Go. */
export const REQUIRED_GO = '1.26.8';

/**
 * @param {string} version dotted numbers
 * @param {string} required dotted numbers
 * @returns {boolean} whether `version` is `required` or newer
 */
export function isAtLeast(version, required) {
  const [have, want] = [version, required].map((text) => text.split('.').map(Number));
  const difference = want.map((part, index) => (have[index] ?? 0) - part).find((part) => part !== 0);
  return (difference ?? 0) >= 0;
}
