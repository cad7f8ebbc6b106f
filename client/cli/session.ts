import type { ConnectOptions } from '../connect';
import { SubscriptionClient, type SubscriptionClientOptions } from '../subscription-client';
import type { CliIo } from './io';
import { inJson } from './text';
import { UsageError } from './usage-error';

/** Options that every command takes. */
export interface CommonFlags {
  address?: string;
  namespace?: string;
  profile?: string;
  taskQueue?: string;
  json?: true;
  lang?: string;
  wide?: true;
  /** False with `--no-color`. */
  color?: boolean;
}

/** How flags and environment say to connect. */
export const connectOptions = (
  io: CliIo,
  { address, namespace, profile, taskQueue }: CommonFlags,
): ConnectOptions & SubscriptionClientOptions => ({
  env: io.env,
  ...(address === undefined ? {} : { address }),
  ...(namespace === undefined ? {} : { namespace }),
  ...(profile === undefined ? {} : { profile }),
  ...(taskQueue === undefined ? {} : { taskQueue }),
  ...ceilingOf(io),
});

/** Connects, runs one operation and closes the connection again. */
export async function withClient<T>(
  io: CliIo,
  flags: CommonFlags,
  run: (client: SubscriptionClient) => Promise<T>,
  more: Pick<ConnectOptions, 'connectTimeoutMs'> = {},
): Promise<T> {
  const client = await SubscriptionClient.connect({ ...connectOptions(io, flags), ...more });
  try {
    return await run(client);
  } finally {
    await client.close();
  }
}

/** Most that one charge may come to, from the environment: a slip of the finger in an amount is refused. */
export function ceilingOf({ env }: CliIo): { maxAmountCents?: number } {
  const text = env['CARAT_MAX_AMOUNT_CENTS'] ?? '';
  if (text === '') return {};
  if (/^[1-9]\d{0,11}$/.test(text)) return { maxAmountCents: Number(text) };
  throw new UsageError('CARAT_MAX_AMOUNT_CENTS: must be a whole number of cents', 'Mend it or leave it out.');
}

/** How the command line was called, for the commands that it proposes. */
export const programName = ({ env }: CliIo): string =>
  env['npm_lifecycle_event'] === 'carat' ? 'npm run -s carat --' : 'carat';

/** Prints an answer: one JSON document with `--json`, else the text for people. */
export function print(io: CliIo, { json }: CommonFlags, answer: unknown, text: () => string): void {
  io.out(`${json === true ? inJson(answer) : text()}\n`);
}
