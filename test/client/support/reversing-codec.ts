import type { Payload, PayloadCodec } from '@temporalio/common';

const reverse = (data: Uint8Array): Uint8Array => new Uint8Array([...data].reverse());

/** Makes payloads unreadable without it, as an encrypting codec does. */
export const reversingCodec: PayloadCodec = {
  encode: (payloads: Payload[]) => Promise.resolve(payloads.map(wrap)),
  decode: (payloads: Payload[]) => Promise.resolve(payloads.map(unwrap)),
};

const wrap = ({ metadata, data }: Payload): Payload => ({
  metadata: {
    encoding: new TextEncoder().encode('binary/reversed'),
    inner: metadata?.['encoding'] ?? new Uint8Array(),
  },
  data: reverse(data ?? new Uint8Array()),
});

/** What was not encoded stays as it is. */
const unwrap = (payload: Payload): Payload => {
  const { metadata, data } = payload;
  const inner = metadata?.['inner'];
  return inner == null ? payload : { metadata: { encoding: inner }, data: reverse(data ?? new Uint8Array()) };
};
