import { z } from 'zod';
import { parseJson } from './parse-json';
import { detailText, gatewayCode } from './scalars';

/** The outer object of every answer: `code` and `message`, and the resources still unread. */
export interface Envelope {
  /** Gateway code; "0" is success (docs/gateway.md §10). */
  code: string;
  message: string;
  payment: unknown;
  schedule: unknown;
  transactions: unknown;
}

const envelopeSchema = z.object({
  code: gatewayCode,
  message: detailText,
  payment: z.unknown().optional(),
  schedule: z.unknown().optional(),
  transactions: z.unknown().optional(),
});

/** Reads the text of an answer; undefined when it is not a JSON object with a `code`. Unknown fields are ignored (R8). */
export function readEnvelope(text: string): Envelope | undefined {
  const parsed = envelopeSchema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { code, message, payment, schedule, transactions } = parsed.data;
  return { code, message: message ?? '', payment, schedule, transactions };
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
    // Stryker disable next-line BlockStatement: an empty block returns nothing, too.
  } catch {
    return undefined;
  }
}
