import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionHandleInfo } from '../start/begin';
import { columns, localTime, plain } from './text';

/** What a start brought, as a person reads it. */
export function startText(info: SubscriptionHandleInfo, program: string): string {
  const { merchant, orderId, workflowId, runId, alreadyRunning } = info;
  const first = alreadyRunning
    ? `${merchant}/${orderId} exists already with the same content; nothing was started`
    : `${merchant}/${orderId} is started`;
  return `${first}\n${columns([
    ['  workflow', workflowId],
    ['  run', runId],
    ['  look', `${program} show ${merchant}/${orderId}`],
    ...(info.notes ?? []).map(({ message }) => ['  mind', message]),
  ])}`;
}

/** The answer of a command, as a person reads it. */
export const answerText = (
  subscription: string,
  answer: CommandAnswer,
  goesOn: Record<CommandAnswer['result'], string> = GOES_ON,
): string => `${standingText(subscription, answer)}${goesOn[answer.result]}`;

/**
 * The answer of a decision of a person. What the gateway says is left out: it is from before, and the person was asked because it does
 * not tell.
 */
export function decisionText(subscription: string, answer: CommandAnswer): string {
  const { paymentStatus, scheduleStatus, ...decided } = answer;
  return answerText(subscription, decided, DECIDED);
}

/** Where a subscription stands after a command. */
export function standingText(
  subscription: string,
  { result, since, state, paymentStatus, scheduleStatus }: CommandAnswer,
): string {
  const gateway = [
    paymentStatus === undefined ? '' : `payment ${paymentStatus}`,
    scheduleStatus === undefined ? '' : `schedule ${scheduleStatus}`,
  ].filter((part) => part !== '');
  const seen = gateway.length === 0 ? '' : ` (gateway: ${gateway.join(', ')})`;
  const at = since === undefined ? '' : `, since ${localTime(since)}`;
  // What is not done yet has changed nothing: "now" would be read as what came of it.
  const is = result === 'carried_out' ? 'is now' : 'is';
  return plain(`${subscription} ${is} ${state}${seen}${at}`);
}

/** What a command says that is not done yet. */
const GOES_ON: Record<CommandAnswer['result'], string> = {
  carried_out: '',
  accepted: '. It could not be sent yet, and it goes on by itself; repeat the command to hear how it stands',
  in_doubt:
    '. What became of it is not known, and the gateway is being asked; repeat the command to hear how it stands',
};

/** What a decision says of what it is to come to; repeated, it would be another one. */
const DECIDED: Record<CommandAnswer['result'], string> = {
  ...GOES_ON,
  accepted: '. It is written down and goes on by itself; `carat show` tells what comes of it',
};
