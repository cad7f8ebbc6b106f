import { holdsAnyCard } from '../../devstack/card-sweep';

const MACHINE_PATH = /\/(?:home|root|Users|tmp|work|var)\/|[A-Z]:\\\\/;
const PROCESS_IDENTITY = /\b\d+@[\w.-]+/;

/**
 * What a recorded history must not hold, as found in its JSON text: card numbers, in the clear or in a payload (R7), and
 * what names the machine that recorded it. Empty when it may be kept. The findings never repeat the text.
 */
export function leaksIn(historyText: string): string[] {
  const texts = [...textsIn(JSON.parse(historyText) as unknown)];
  const leaks: string[] = [];
  if (texts.some(holdsAnyCard)) leaks.push('a card number');
  if (texts.some((text) => MACHINE_PATH.test(text))) leaks.push('a path of a machine');
  if (texts.some((text) => PROCESS_IDENTITY.test(text))) leaks.push('the identity of a process');
  return leaks;
}

/** Every string of a JSON value, keys included; the data of payloads decoded. */
function* textsIn(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') yield key === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield name;
    yield* textsIn(inner, name);
  }
}
