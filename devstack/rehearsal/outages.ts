import type { OUTAGES } from '../../contract/rehearsal';
import type { Stack } from '../stack';
import { forgetInForce, noteInForce } from './in-force';
import { forgetOddities } from './odd-answers';
import { RehearsalRefused } from './refused';
import { limitCalls } from './untaken-calls';

/** What `outage` takes. */
export interface Outage {
  /** Real seconds; without it until `recover`. */
  seconds?: number | undefined;
  /** @default no-connection */
  kind?: (typeof OUTAGES)[number] | undefined;
}

/** No call gets through: for some real seconds, or until `recover`. */
export async function outage(stack: Stack, { seconds, kind = 'no-connection' }: Outage): Promise<string[]> {
  if (kind !== 'no-connection' && seconds !== undefined)
    throw new RehearsalRefused(
      '--seconds is for --kind no-connection',
      'End the others with `carat dev recover`.',
    );
  const until = seconds === undefined ? 'until `carat dev recover`' : `for ${String(seconds)} seconds`;
  const told = `${await begin(stack, kind, seconds)} ${until}.`;
  if (seconds === undefined) noteInForce(stack, kind, told);
  return [told];
}

async function begin(
  stack: Stack,
  kind: NonNullable<Outage['kind']>,
  seconds: number | undefined,
): Promise<string> {
  const { control } = stack.sandbox;
  switch (kind) {
    case 'no-connection':
      await control.addFault({
        ...{ route: '*', kind: 'refuse_connection' },
        ...(seconds === undefined ? {} : { durationMs: seconds * 1_000 }),
      });
      return 'The gateway takes no connection';
    case 'untrusted':
      await control.addFault({ route: '*', kind: 'untrusted_certificate' });
      return 'The gateway shows a certificate that no worker trusts,';
    case 'credentials':
      await control.addFault({ route: '*', kind: 'credentials_refused', times: 'always' });
      return 'The gateway accepts no key of a store';
    case 'full-queue':
      await limitCalls(stack, 0);
      return 'The workers ask for gateway calls, and get none,';
  }
}

/** Ends every fault that was asked for. Scripts of cards stay. */
export async function recover(stack: Stack): Promise<string[]> {
  const { control } = stack.sandbox;
  forgetOddities(stack);
  forgetInForce(stack);
  // Last what can fail: something else may have taken the port meanwhile.
  await limitCalls(stack, undefined);
  await control.clearPostFaults();
  await control.clearFaults();
  return ['The gateway answers again, and loses nothing.'];
}
