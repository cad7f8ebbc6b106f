import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionView } from '../../contract/view';
import type { SubscriptionRef } from '../reference';
import type { ChangingKind } from './changes';
import { commandText } from './command-text';
import type { Page } from './fold';
import { standingText } from './format-answers';
import { reais } from './text';
import { SIGNED } from './words/signed';

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
export function changeText(change: AnsweredChange, page: Page): string {
  const { ref, answer } = change;
  const subscription = `${ref.merchant}/${ref.orderId}`;
  return [standingText(subscription, answer), ...nextSentences(change, subscription, page)].join('\n');
}

function nextSentences(change: AnsweredChange, subscription: string, page: Page): string[] {
  const { kind, answer } = change;
  const look = `  look  ${page.program} show ${subscription}`;
  switch (answer.result) {
    case 'carried_out':
      return [...DONE[kind](change).map((sentence) => `  ${sentence}`), ...takingBack(change, page)];
    case 'accepted':
      return [`  It is written down and goes on by itself. ${MEANWHILE[kind]}`, look];
    case 'in_doubt':
      return [
        `  It was sent, and what became of it is not known: the gateway is being asked. ${MEANWHILE[kind]}`,
        look,
      ];
  }
}

const UNTIL_THEN = 'Until it is done, the gateway charges as before.';

/** What holds while a command goes on. */
const MEANWHILE: Record<ChangingKind, string> = {
  pause: UNTIL_THEN,
  resume: 'Until it is done, the schedule stays as the gateway has it.',
  cancel:
    'The cancellation counts from now on, and it is tried until the gateway has stopped. A charge that the gateway still makes is flagged.',
  uncancel: 'Until it is done, the schedule stays as the gateway has it.',
  changeAmount: UNTIL_THEN,
  changeNextDate: UNTIL_THEN,
  changeCard: UNTIL_THEN,
  changeInstallments: UNTIL_THEN,
  refund: 'No more than that is given back, whatever happens to the call.',
  retire: '',
};

/** What happens next once a command is carried out. */
const DONE: Record<ChangingKind, (change: AnsweredChange) => string[]> = {
  pause: () => ['Nothing is charged until it is resumed.'],
  resume: ({ view, request }) => [
    request !== undefined && 'chargeMissed' in request && request.chargeMissed === true
      ? 'It is charged again. A date that was missed is charged once, and no other of the past.'
      : 'It is charged again, and not for the past.',
    ...nextCharge(view),
  ],
  cancel: ({ view }) => [cancelledText(view)],
  uncancel: ({ view }) => [
    view?.state === 'paused'
      ? 'The cancellation is taken back. It is paused, as it was before: nothing is charged until it is resumed.'
      : 'The cancellation is taken back.',
    ...nextCharge(view),
  ],
  changeAmount: ({ view }) => ['The new amount holds for every charge from now on.', ...nextCharge(view)],
  changeNextDate: ({ view }) => ['The later charges follow the new date.', ...nextCharge(view)],
  changeCard: ({ view }) => ['Every charge from now on goes to the new card.', ...nextCharge(view)],
  changeInstallments: ({ view }) => [
    'Every charge from now on has the new installments.',
    ...nextCharge(view),
  ],
  refund: ({ view }) => [
    `The money goes back to the card that was charged.${refundedText(view)}${goesOnText(view)}`,
  ],
  retire: ({ view }) => [
    `We follow it no more. Nothing has changed at the gateway: it goes on charging${sidOf(view)}.`,
  ],
};

function nextCharge(view: SubscriptionView | undefined): string[] {
  const { scheduleStatus, nextDate, amountCents } = view?.gateway ?? {};
  if (nextDate === undefined || scheduleStatus !== 'ATV') return [];
  const amount = amountCents === undefined ? '' : ` of ${reais(amountCents)}`;
  return [`The next charge${amount} is due on ${nextDate}.`];
}

/** What was cancelled or is paused does not go on. */
const goesOnText = (view: SubscriptionView | undefined): string =>
  view?.cancellation === undefined && view?.gateway.scheduleStatus === 'ATV'
    ? ' The schedule goes on as before.'
    : '';

function refundedText(view: SubscriptionView | undefined): string {
  const refunded = view?.ledger.summary.refundedCents;
  return refunded === undefined ? '' : ` Refunded in all: ${reais(refunded)}.`;
}

function cancelledText(view: SubscriptionView | undefined): string {
  const until = view?.cancellation?.accessUntil;
  return until === undefined
    ? 'Nothing is charged any more.'
    : `Nothing is charged any more; access until ${until}.`;
}

function takingBack({ kind, ref }: AnsweredChange, page: Page): string[] {
  if (kind !== 'cancel') return [];
  const command = commandText(page, `uncancel ${ref.merchant}/${ref.orderId} ${SIGNED}`);
  return ['  While it is cancelling it can be taken back:', command];
}

const sidOf = (view: SubscriptionView | undefined): string =>
  view?.gateway.sid === undefined ? '' : ` the schedule ${view.gateway.sid}`;
