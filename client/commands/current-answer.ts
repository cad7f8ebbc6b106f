import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionView } from '../../contract/view';
import type { TemporalAccess } from '../access';
import { CommandNotAllowedError } from '../errors/subscription-errors';
import { readView } from '../reading/read-view';
import { workflowIdFor, type SubscriptionRef } from '../reference';

/**
 * The answer to a confirm or undo from what is known now. Temporal remembers the answer that an update id got, so that a
 * repetition would hear "in doubt" for ever, also when the money was captured minutes later.
 */
export async function currentAnswer(
  access: TemporalAccess,
  ref: SubscriptionRef,
  kind: string,
  answer: CommandAnswer,
): Promise<CommandAnswer> {
  if (answer.result === 'carried_out' || (kind !== 'confirm' && kind !== 'undo')) return answer;
  const view = await readView(access, ref);
  const { state, decision, gateway } = view;
  const result = resultIn(view, kind);
  if (result === undefined)
    throw new CommandNotAllowedError(
      `${workflowIdFor(ref)}: the gateway had decided before; the subscription is ${state}`,
    );
  const { paymentStatus, scheduleStatus } = gateway;
  return {
    result,
    ...(decision === undefined ? {} : { since: decision.doneAt ?? decision.at }),
    state,
    ...(paymentStatus === undefined ? {} : { paymentStatus }),
    ...(scheduleStatus === undefined ? {} : { scheduleStatus }),
  };
}

/** What became of a decision, as the view has it; undefined where the gateway had decided otherwise. */
function resultIn(
  { decision, doubt, blocked, state }: SubscriptionView,
  kind: 'confirm' | 'undo',
): CommandAnswer['result'] | undefined {
  if (decision?.doneAt !== undefined) return 'carried_out';
  if (doubt?.call === kind || blocked?.call === kind) return 'in_doubt';
  return state === 'pending_confirmation' || state === 'resolving' ? 'accepted' : undefined;
}
