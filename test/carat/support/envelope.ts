import { readEnvelope, type Envelope } from '../../../carat/read-envelope';

/** A successful answer with these parts, as it is read. */
export const envelopeOf = (parts: Record<string, unknown>): Envelope => {
  const envelope = readEnvelope(
    JSON.stringify({ code: '0', message: 'OK. Transaction successful.', ...parts }),
  );
  if (envelope === undefined) throw new Error('the test wrote an unreadable envelope');
  return envelope;
};
