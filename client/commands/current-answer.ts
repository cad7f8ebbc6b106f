import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionView } from '../../contract/view';
import { definedOnly } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { CommandNotAllowedError, CommandOutcomePendingError } from '../errors/subscription-errors';
import { readView } from '../reading/read-view';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { standingOfChange, type CurrentStanding, type RepeatedCommand } from './standing-of-change';

/**
 * The answer to a command from what is known now. Temporal remembers the answer that an update id got, so that a
 * repetition would hear "in doubt" for ever, also when it was carried out minutes later.
 *
 * @throws CommandNotCarriedOutError, CommandNotAllowedError where it came to nothing meanwhile; CommandOutcomePendingError where nobody
 * tells what is known now
 */
export async function currentAnswer(
  access: TemporalAccess,
  ref: SubscriptionRef,
  command: RepeatedCommand,
  answer: CommandAnswer,
): Promise<CommandAnswer> {
  if (answer.result === 'carried_out' || !isKnownToViews(command.kind)) return answer;
  const workflowId = workflowIdFor(ref);
  const view = await readView(access, ref).catch((error: unknown) => {
    const what = `${workflowId}: ${command.kind} was taken; what it has come to by now could not be read`;
    throw new CommandOutcomePendingError(what, command.updateId, error);
  });
  return answerFrom(view, command, workflowId);
}

/**
 * What a command had come to where the subscription has ended since: the server knows it no more, but the view may. Undefined where that does
 * not know it either.
 *
 * @throws CommandNotCarriedOutError, CommandNotAllowedError where it came to nothing
 */
export async function answerOfEnded(
  access: TemporalAccess,
  ref: SubscriptionRef,
  command: RepeatedCommand & { content: object },
): Promise<CommandAnswer | undefined> {
  if (!isKnownToViews(command.kind)) return undefined;
  const view = await readView(access, ref).catch(() => undefined);
  return view !== undefined && isIn(view, command) && !saysOtherwise(view, command)
    ? answerFrom(view, command, workflowIdFor(ref))
    : undefined;
}

/** Whether the view has another content of the command of this id, as far as it tells. */
function saysOtherwise(
  { commands, refunds }: SubscriptionView,
  { kind, updateId, content }: RepeatedCommand & { content: object },
): boolean {
  const told: Readonly<Record<string, unknown>> =
    [...commands, ...refunds].find(({ id }) => id === `${kind}/${updateId}`) ?? {};
  return Object.entries(content).some(
    ([field, value]) => TOLD_BY_VIEWS.includes(field) && told[field] !== undefined && told[field] !== value,
  );
}

const TOLD_BY_VIEWS: readonly string[] = ['amountCents', 'nextDate', 'installments', 'when', 'chargeMissed'];

const isIn = (
  { decision, commands, refunds }: SubscriptionView,
  { kind, updateId }: RepeatedCommand,
): boolean =>
  kind === 'confirm' || kind === 'undo'
    ? decision?.kind === kind
    : [...commands, ...refunds].some(({ id }) => id === `${kind}/${updateId}`);

/** A resolve leaves only its line in the audit trail; the others go on in the view. */
const isKnownToViews = (kind: string): boolean => !['resolve', 'acknowledge', 'retire'].includes(kind);

/** The answer to a command as a view has it. */
export function answerFrom(
  view: SubscriptionView,
  command: RepeatedCommand,
  workflowId: string,
): CommandAnswer {
  const { kind } = command;
  const standing =
    kind === 'confirm' || kind === 'undo'
      ? standingOfDecision(view, kind, workflowId)
      : standingOfChange(view, command, workflowId);
  const { paymentStatus, scheduleStatus } = view.gateway;
  return { ...standing, state: view.state, ...definedOnly({ paymentStatus, scheduleStatus }) };
}

function standingOfDecision(
  view: SubscriptionView,
  kind: 'confirm' | 'undo',
  workflowId: string,
): CurrentStanding {
  const { state, decision } = view;
  const result = resultIn(view, kind);
  if (result === undefined)
    throw new CommandNotAllowedError(
      `${workflowId}: the gateway had decided before; the subscription is ${state}`,
    );
  return { result, ...definedOnly({ since: decision?.doneAt ?? decision?.at }) };
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
