import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionView } from '../../contract/view';
import { definedOnly, isEndState } from '../../contract/vocabulary';
import { CommandNotCarriedOutError, type CommandProblem } from '../errors/not-carried-out';
import { safeText } from '../errors/safe-text';
import { CommandNotAllowedError } from '../errors/subscription-errors';

/** What a command that was answered before has come to. */
export type CurrentStanding = Pick<CommandAnswer, 'result' | 'since'>;

/** The command that is repeated. */
export interface RepeatedCommand {
  kind: string;
  updateId: string;
}

/**
 * Where a command that changes the schedule, or a refund, stands, as the view has it.
 *
 * @throws CommandNotCarriedOutError where it came to nothing, CommandNotAllowedError where it ended so long ago that it is kept no more
 */
export function standingOfChange(
  { commands, refunds, state }: SubscriptionView,
  { kind, updateId }: RepeatedCommand,
  workflowId: string,
): CurrentStanding {
  const command = [...commands, ...refunds].find(({ id }) => id === `${kind}/${updateId}`);
  if (command === undefined)
    throw new CommandNotAllowedError(
      `${workflowId}: ${kind} with this update id ended long ago, and many commands came after it; the audit trail may say how`,
    );
  const failed = (problem: CommandProblem): CommandNotCarriedOutError =>
    new CommandNotCarriedOutError({ workflowId, kind, updateId }, problem);
  switch (command.state) {
    case 'done':
      return { result: 'carried_out', ...definedOnly({ since: command.endedAt }) };
    case 'failed':
    case 'withdrawn':
      throw failed(safeProblem(command.problem));
    case 'planned':
    case 'under_way':
      if (isEndState(state)) throw failed(ENDED);
      return { result: command.doubt === undefined ? 'accepted' : 'in_doubt' };
  }
}

const ENDED = { code: 'subscription_ended', message: 'the subscription ended before its turn came' };

/** A problem from elsewhere, as it may stand in a message. */
export const safeProblem = (problem: Partial<CommandProblem> | undefined): CommandProblem => ({
  code: safeText(problem?.code ?? 'unknown'),
  message: safeText(problem?.message ?? 'no reason given'),
});
