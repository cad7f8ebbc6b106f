import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionHandleInfo } from '../start/begin';
import type { Spoken } from './fold';
import { columns, localTime, plain, withLocalTimes } from './text';
import type { Words } from './words/words';

/** What a start brought, as a person reads it. */
export function startText(info: SubscriptionHandleInfo, { program, words: { answers } }: Spoken): string {
  const { workflowId, runId, alreadyRunning } = info;
  const subscription = `${info.merchant}/${info.orderId}`;
  const { rows } = answers;
  return `${(alreadyRunning ? answers.startedBefore : answers.started)(subscription)}\n${columns([
    [`  ${rows.workflow}`, workflowId],
    [`  ${rows.run}`, runId],
    [`  ${rows.look}`, `${program} show ${subscription}`],
    ...(info.notes ?? []).map(({ message }) => [`  ${rows.mind}`, withLocalTimes(message, ' (São Paulo)')]),
  ])}`;
}

/** The answer of a command, as a person reads it. */
export const answerText = (subscription: string, answer: CommandAnswer, words: Words): string =>
  `${standingText(subscription, answer, words)}${words.answers.goesOn[answer.result]}`;

/**
 * The answer of a decision of a person. What the gateway says is left out: it is from before, and the person was asked because it does
 * not tell.
 */
export function decisionText(subscription: string, answer: CommandAnswer, words: Words): string {
  const { paymentStatus, scheduleStatus, ...decided } = answer;
  return `${standingText(subscription, decided, words)}${words.answers.decisionGoesOn[answer.result]}`;
}

/** Where a subscription stands after a command. */
export const standingText = (
  subscription: string,
  { result, since, state, paymentStatus: payment, scheduleStatus: schedule }: CommandAnswer,
  { answers, states }: Words,
): string =>
  plain(
    answers.standing({
      ...{
        subscription,
        isDone: result === 'carried_out',
        state: states[state],
        code: state,
        payment,
        schedule,
      },
      since: since === undefined ? undefined : localTime(since),
    }),
  );
