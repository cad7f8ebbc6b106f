import type { CommandAnswer } from '../contract/commands';
import type { SubscriptionView } from '../contract/view';
import type { TemporalAccess } from './access';
import { readView } from './read-view';
import type { SubscriptionRef } from './reference';

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
  const { paymentStatus, scheduleStatus } = gateway;
  return {
    result: resultIn(view, kind),
    ...(decision === undefined ? {} : { since: decision.doneAt ?? decision.at }),
    state,
    ...(paymentStatus === undefined ? {} : { paymentStatus }),
    ...(scheduleStatus === undefined ? {} : { scheduleStatus }),
  };
}

/** What became of a decision, as the view has it. One that the gateway had decided otherwise shows in the state. */
function resultIn(
  { decision, doubt, blocked }: SubscriptionView,
  kind: 'confirm' | 'undo',
): CommandAnswer['result'] {
  if (decision?.doneAt !== undefined) return 'carried_out';
  const isOfKind = (call: string | undefined): boolean => call === kind;
  return isOfKind(doubt?.call) || isOfKind(blocked?.call) ? 'in_doubt' : 'accepted';
}
