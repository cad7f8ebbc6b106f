import type { SubscriptionView } from '../../contract/view';
import { isEndState } from '../../contract/vocabulary';
import { isActiveAgain } from './format-commands';
import type { Look } from './look';
import type { Style } from './paint';
import { paragraph } from './table';
import { plain, reais } from './text';
import type { Words } from './words/words';

/** What was sold, in one sentence. */
export function soldText({ sold, ledger, entry }: SubscriptionView, { words }: Pick<Look, 'words'>): string {
  const { amountCents, intervalMonths, numberOfTimes: times, firstDate } = sold;
  // Once the amount was another one, the sum of all is not that of the last one.
  const isAlwaysTheSame =
    ledger.earlier === undefined &&
    ledger.cycles.every(({ charges }) =>
      charges.every((charge) => (charge.soldCents ?? charge.amountCents ?? amountCents) === amountCents),
    );
  const inAll = times === undefined || !isAlwaysTheSame ? undefined : reais(amountCents * times);
  const isPaidAtStart = entry === 'pay_now';
  return words.sold({ amount: reais(amountCents), intervalMonths, times, firstDate, inAll, isPaidAtStart });
}

/** The story of the money in sentences: what came in, what went back, what is owed, and what comes next. */
export function moneyText(view: SubscriptionView, look: Look): string {
  const sentences = [...sentencesOf(view, look.words), ...nextSentence(view, look.words)];
  const told = sentences.map(({ text, style }) =>
    look.paint(style, paragraph(plain(text), look.width, '  ')),
  );
  return `${look.words.names.money}\n${told.join('\n')}`;
}

interface Sentence {
  text: string;
  style?: Style;
}

function sentencesOf(view: SubscriptionView, words: Words): Sentence[] {
  const { ledger } = view;
  const { paidCents, refundedCents, reversedCents, owedCents, byOutcome, openCharges } = ledger.summary;
  const { denied, missed, paid_twice: twice, skipped } = byOutcome;
  const wentBack = refundedCents + reversedCents > 0;
  const none = wentBack ? words.nothingKept : words.nothingReceived;
  const nothing = isMoneyInDoubt(view) ? words.receivedNotKnown : none;
  const received = paidCents === 0 ? nothing : words.received(reais(paidCents), paidCharges(ledger));
  const told: [number, () => string, Style?][] = [
    [refundedCents, () => words.refunded(reais(refundedCents))],
    [reversedCents, () => words.reversed(reais(reversedCents))],
    [owedCents, () => words.owed(reais(owedCents), denied), 'bad'],
    [owedCents, () => denialOf(ledger, words), 'bad'],
    [missed, () => words.missed(missed), 'warn'],
    [twice, () => words.paidTwice(twice), 'warn'],
    [skipped, () => words.skipped(skipped)],
    [openCharges, () => words.open(openCharges)],
  ];
  const holding = told
    .filter(([count]) => count > 0)
    .map(([, text, style]): Sentence => ({ text: text(), ...(style === undefined ? {} : { style }) }));
  return [{ text: received }, ...holding].filter(({ text }) => text !== '');
}

/** What became of a call is not known that may have brought the first money. */
const isMoneyInDoubt = ({ doubt, blocked }: SubscriptionView): boolean =>
  [doubt?.call, blocked?.call].some((call) => ['pay', 'confirm', 'undo', 'charge'].includes(call ?? ''));

/** Charges that were paid; 0 where the view has only their sum. */
function paidCharges({ immediate, cycles, earlier }: SubscriptionView['ledger']): number {
  if (earlier !== undefined) return 0;
  const all = [...immediate, ...cycles.flatMap(({ charges }) => charges)];
  return all.filter(({ outcome }) => outcome === 'paid').length;
}

/** The newest denied cycle and why; empty where its detail is not in the view. */
function denialOf({ cycles }: SubscriptionView['ledger'], words: Words): string {
  const last = cycles.findLast(({ outcome }) => outcome === 'denied');
  if (last === undefined) return '';
  const { code, message } = last.charges.at(-1) ?? {};
  const why = [code ?? '', message ?? ''].filter((part) => part !== '').join(' ');
  return words.lastDenial(last.number, last.dueDate, why);
}

function nextSentence(view: SubscriptionView, words: Words): Sentence[] {
  const { gateway, state, sold } = view;
  const { nextDate, scheduleStatus, amountCents = sold.amountCents } = gateway;
  if (nextDate === undefined || scheduleStatus !== 'ATV' || isEndState(state)) return [];
  const whileCancelling = isActiveAgain(view) ? words.chargesAgain : words.mayCharge;
  const sentence = state === 'cancelling' ? whileCancelling : words.willCharge;
  return [{ text: sentence(reais(amountCents), nextDate) }];
}
