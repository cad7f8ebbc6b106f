import { isIP } from 'node:net';
import { z } from 'zod';

/** The levels of the log, least first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Aliases are the merchants of the subscriptions' input (contract/input.ts), and part of task queue names. */
const ALIAS = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** A number that the environment gives as text. */
export const numberFrom = (schema: z.ZodNumber): z.ZodPreprocess<z.ZodNumber> =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    schema,
  );

/** A whole number of some unit within bounds. */
export function whole(min: number, max: number, unit: string): z.ZodPreprocess<z.ZodNumber> {
  const error = `must be a whole number of ${unit} from ${min} to ${max}`;
  return numberFrom(z.int({ error }).min(min, { error }).max(max, { error }));
}

/** Yes or no; in the environment as a text. */
export const yesOrNo = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'must be true or false' }),
);

/** A text that says something. */
export const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a text') })
  .min(1, { error: 'must not be empty' });

/** The alias of a merchant. */
export const aliasSchema = z
  .string()
  .regex(ALIAS, { error: 'is not an alias: 1-32 lower-case letters, digits or dashes' });

/** The SDK's endpoint takes no host name, and a free port of its own choice could not be told to anybody. */
export function isListenAddress(address: string): boolean {
  if (address === 'off') return true;
  const match = /^(.+):(\d{1,5})$/.exec(address);
  const [, host = '', port = '0'] = match ?? [];
  return isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0 && Number(port) >= 1 && Number(port) <= 65_535;
}
