import { workflowIdOf } from '../../contract/ids';
import type { TEMPORAL_CALLS } from '../../contract/rehearsal';
import type { Stack } from '../stack';
import type { Named } from './clock-actions';
import { RehearsalRefused } from './refused';

/** Does what nobody should do in Temporal: its own cancellation, or the end of a workflow whatever it does. */
export async function inTemporal(
  { client }: Stack,
  { merchant, orderId, call = 'cancel' }: Named & { call?: (typeof TEMPORAL_CALLS)[number] | undefined },
): Promise<string[]> {
  const handle = client.workflow.getHandle(workflowIdOf(merchant, orderId));
  const described = await handle.describe().catch(() => undefined);
  if (described?.status.name !== 'RUNNING')
    throw new RehearsalRefused(
      `${merchant}/${orderId} does not run`,
      '`carat list --open` shows those that do.',
    );
  await (call === 'cancel' ? handle.cancel() : handle.terminate('rehearsal'));
  return [
    call === 'cancel'
      ? `Temporal was asked to cancel the workflow of ${merchant}/${orderId}. The gateway was told nothing.`
      : `The workflow of ${merchant}/${orderId} was terminated. The gateway goes on, and nobody follows it.`,
  ];
}
