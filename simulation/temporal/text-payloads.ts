import type { Payload, PayloadConverter } from '@temporalio/common';

/**
 * Payloads as JSON text: what is carried at Temporal is the same text in bytes. Everything that crosses a border goes through
 * it, in both directions, so nothing is shared by reference.
 */
export const textPayloads: PayloadConverter = {
  toPayload: (value: unknown): Payload => payloadOf(JSON.stringify(value)),
  fromPayload: (payload: Payload): never => {
    const text = textOf(payload);
    return (text === undefined ? undefined : JSON.parse(text)) as never;
  },
};

/** The payload of a JSON text; of undefined, which JSON does not have, when there is none. */
export const payloadOf = (text: string | undefined): Payload => ({ data: text as unknown as Uint8Array });

/** The JSON text of a payload. Search attributes come in bytes, whatever the converter. */
export function textOf({ data }: Payload): string | undefined {
  const carried = data as unknown;
  if (carried instanceof Uint8Array) return Buffer.from(carried).toString('utf8');
  return typeof carried === 'string' ? carried : undefined;
}
