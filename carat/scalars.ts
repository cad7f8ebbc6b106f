import { z } from 'zod';
import { fromGatewayDate, fromGatewayTimestamp } from './gateway-date';
import { LIMITS } from './limits';
import { isAbsent } from './reading';

/** NIT and SID have 64 characters, `tid` at most 40 (docs/gateway.md §0, §6). */
const ID = new RegExp(`^[A-Za-z0-9._-]{1,${LIMITS.idCharsMax}}$`);

/**
 * The gateway writes every value as a JSON string, but whole numbers (`parse-json.ts` gives their digits) and booleans as
 * themselves are read as well (R8). Texts are trimmed: `host_usn` comes with a trailing blank (docs/gateway.md §2).
 */
const scalar = z.union([z.string(), z.boolean()]).transform((value) => String(value).trim());

/** False for what the gateway writes where it has none. */
function isGiven(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && id !== '';
}

/** A status, = 3 A (docs/gateway.md §9), with room for longer ones. It decides: without it the answer is unreadable. */
export const decidingStatus = scalar.refine((text) => /^[A-Za-z_]{1,16}$/.test(text));

/** The id that the answer is about: it may be left out, but what stands in its place must be an id. */
export const decidingId = scalar
  .nullish()
  .refine((text) => !isGiven(text) || ID.test(text))
  .transform((text) => (isGiven(text) ? text : undefined));

/** `code`, < 4 N (docs/gateway.md §10); some room is left for letters and longer numbers, none for a text or a card number. */
export const gatewayCode = scalar.refine((text) => /^[A-Za-z0-9_-]{1,8}$/.test(text));

/** A detail: absent, null, empty or of a wrong kind, it is simply not there, and never spoils the answer. */
export const detailText = detail((text) => text);

/** A detail that is an id. What has blanks or is longer than any id is none, and may be a quoted request. */
export const detailId = detail((text) => (ID.test(text) ? text : undefined));

/** A detail in integer cents. `{ unreadable: true }` when it is there and is no such number. */
export const toldCents = told(readWhole);

/** A detail that counts. */
export const detailCount = detail(readWhole);

/** A calendar date `DD/MM/YYYY` as `YYYY-MM-DD`. */
export const detailDate = detail(fromGatewayDate);

/** The same. `{ unreadable: true }` when it is there and is no date. */
export const toldDate = told(fromGatewayDate);

/** A minute `DD/MM/YYYYThh:mm` in São Paulo as an ISO instant in UTC, and its day; a day without a minute has no instant. */
export const detailMoment = detail((text) => ({
  day: fromGatewayDate(text),
  at: fromGatewayTimestamp(text),
}));

/**
 * A list of ids that decides something. Absent, null and empty mean none, in the list too, and one value stands for itself;
 * anything else makes the answer unreadable, because an execution that we overlook is a lost cycle.
 */
export const decidingList = z
  .union([z.array(scalar.nullable()), scalar.nullable()])
  .optional()
  .transform((list) => (Array.isArray(list) ? list : [list]).filter(isGiven))
  .refine((ids) => ids.every((id) => ID.test(id)));

/** A detail that was read, or that is there and cannot be read, or that is not there: `{}`. */
interface Told<T> {
  value?: T;
  unreadable?: true;
}

function told<T>(read: (text: string) => T | undefined) {
  return z
    .unknown()
    .optional()
    .transform((json): Told<T> => {
      const text = scalar.safeParse(json);
      if (isAbsent(json) || text.data === '') return {};
      const value = text.success ? read(text.data) : undefined;
      return value === undefined ? { unreadable: true } : { value };
    });
}

function detail<T>(read: (text: string) => T | undefined) {
  return scalar
    .transform((text) => (text === '' ? undefined : read(text)))
    .optional()
    .catch(undefined);
}

/** At most twelve digits: no amount is longer (docs/gateway.md §1). */
function readWhole(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
