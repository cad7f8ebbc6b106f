import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionView } from '../../contract/view';
import type { SubscriptionRef } from '../reference';
import type { ChangingKind } from './changes';
import { commandText } from './command-text';
import type { Spoken } from './fold';
import { standingText } from './format-answers';
import { reais } from './text';
import type { AfterChange } from './words/answers';

/** The answer of a command that changes the schedule, and what was seen of the subscription after it. */
export interface AnsweredChange {
  kind: ChangingKind;
  ref: SubscriptionRef;
  answer: CommandAnswer;
  /** What was asked for, as far as the answer depends on it. */
  request?: object;
  /** Absent where the subscription could not be read after the answer. */
  view?: SubscriptionView | undefined;
}

/** The answer as a person reads it: where the subscription stands, and what happens next. */
export function changeText(change: AnsweredChange, page: Spoken): string {
  const { ref, answer } = change;
  const subscription = `${ref.merchant}/${ref.orderId}`;
  return [standingText(subscription, answer, page.words), ...nextLines(change, subscription, page)].join(
    '\n',
  );
}

function nextLines(change: AnsweredChange, subscription: string, page: Spoken): string[] {
  const { kind, view, answer } = change;
  const { answers, signed } = page.words;
  if (answer.result !== 'carried_out') {
    const goesOn = `  ${answers.changeGoesOn[answer.result]} ${answers.meanwhile[kind]}`;
    return [goesOn.trimEnd(), `  ${answers.rows.look}  ${page.program} show ${subscription}`];
  }
  const isNextTold = TELL_THE_NEXT.includes(kind);
  return [
    `  ${answers.done[kind](afterChange(change))}`,
    ...(isNextTold ? nextCharge(view, page).map((sentence) => `  ${sentence}`) : []),
    ...(kind === 'cancel'
      ? [`  ${answers.takingBack}`, commandText(page, `uncancel ${subscription} ${signed}`)]
      : []),
  ];
}

/** What moves, or sets going, the next charge. */
const TELL_THE_NEXT: readonly ChangingKind[] = [
  ...(['resume', 'uncancel', 'changeAmount', 'changeNextDate', 'changeCard', 'changeInstallments'] as const),
];

function afterChange({ request, view, answer }: AnsweredChange): AfterChange {
  const back = view?.refunds.find(({ endedAt }) => endedAt !== undefined && endedAt === answer.since);
  const refundedCents = view?.ledger.summary.refundedCents;
  return {
    chargesMissed: request !== undefined && 'chargeMissed' in request && request.chargeMissed === true,
    isPaused: view?.state === 'paused',
    // What was cancelled or is paused does not go on.
    goesOn: view?.cancellation === undefined && view?.gateway.scheduleStatus === 'ATV',
    accessUntil: view?.cancellation?.accessUntil,
    back: back === undefined ? undefined : reais(back.amountCents),
    refunded: refundedCents === undefined ? undefined : reais(refundedCents),
    sid: view?.gateway.sid,
  };
}

function nextCharge(view: SubscriptionView | undefined, { words }: Spoken): string[] {
  const { scheduleStatus, nextDate, amountCents } = view?.gateway ?? {};
  if (nextDate === undefined || scheduleStatus !== 'ATV') return [];
  const amount = amountCents === undefined ? undefined : reais(amountCents);
  return [words.answers.nextCharge(amount, nextDate)];
}
