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
  /** Of a query by order, which is answered in pages (docs/gateway.md §5.6). */
  totalPages: unknown;
  /** What became of an edit (docs/gateway.md §7). */
  scheduleEdit: unknown;
  /** Of a payment (docs/gateway.md §8). */
  cancellation: unknown;
}

const envelopeSchema = z.object({
  code: gatewayCode,
  message: detailText,
  payment: z.unknown().optional(),
  schedule: z.unknown().optional(),
  transactions: z.unknown().optional(),
  total_pages: z.unknown().optional(),
  schedule_edit: z.unknown().optional(),
  cancellation: z.unknown().optional(),
});

/** Reads the text of an answer; undefined when it is not a JSON object with a `code`. Unknown fields are ignored (R8). */
export function readEnvelope(text: string): Envelope | undefined {
  const parsed = envelopeSchema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { message, schedule_edit: scheduleEdit, total_pages: totalPages, ...rest } = parsed.data;
  const { code, payment, schedule, transactions, cancellation } = rest;
  return {
    ...{ code, message: message ?? '', payment, schedule },
    ...{ transactions, totalPages, scheduleEdit, cancellation },
  };
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
    // Stryker disable next-line BlockStatement: an empty block returns nothing, too.
  } catch {
    return undefined;
  }
}
