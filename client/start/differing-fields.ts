import type { SubscriptionInput } from '../../contract/input';

/**
 * Names the fields in which two inputs differ, both after the defaults of the schema. A vault reference is no content:
 * who repeats a start has put the same card into the vault again. A Carat card token is.
 *
 * @returns dotted names, empty when both ask for the same subscription
 */
export function differingFields(one: SubscriptionInput, other: SubscriptionInput): string[] {
  return differences(comparable(one), comparable(other), '');
}

function comparable(input: SubscriptionInput): unknown {
  if (input.entry === 'adopt') {
    const { eventsBefore, ...asked } = input;
    return asked;
  }
  // The story is ours; a repeated start that knows nothing of a later attempt is answered with that one.
  const { earlierAttempts, ...asked } = input;
  return input.card.kind === 'vault' ? { ...asked, card: { kind: 'vault' } } : asked;
}

function differences(one: unknown, other: unknown, path: string): string[] {
  if (!isRecord(one) || !isRecord(other)) return Object.is(one, other) ? [] : [path];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return keys.flatMap((key) => differences(one[key], other[key], path === '' ? key : `${path}.${key}`));
}

/** Inputs are plain JSON without arrays. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
