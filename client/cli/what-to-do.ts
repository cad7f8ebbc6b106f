import type { SubscriptionView } from '../../contract/view';
import { ACKNOWLEDGEABLE, isEndState } from '../../contract/vocabulary';
import { commandText } from './command-text';
import { adviceOn } from './flag-advice';
import { isActiveAgain, isAsked } from './format-commands';
import type { Look } from './look';
import { questionOf } from './question';
import { nitsToRefund } from './surplus-charges';
import { paragraph } from './table';
import { localTime, plain, reais, withLocalTimes } from './text';

/** What a person should know or do now, with the exact commands; empty when the subscription goes on by itself. */
export function whatToDo(view: SubscriptionView, look: Look): string {
  return [
    blockedText(view, look),
    doubtText(view, look),
    confirmationText(view, look),
    takeBackText(view, look),
    isEndState(view.state) ? '' : adviceOn(view.attention.filter(isNotBlocked), look, commandOn(view, look)),
    flagsText(view, look),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What blocks has its own section. */
const isNotBlocked = (flag: string): boolean => flag !== 'blocked';

/** A command about this subscription, to be copied. Whoever decides signs; whoever only looks does not. */
const commandOn =
  ({ merchant, orderId }: SubscriptionView, look: Look) =>
  (command: string, flags = ''): string => {
    const words = [command, `${merchant}/${orderId}`, flags, command === LOOK ? '' : look.words.signed];
    return commandText(look, words.filter((word) => word !== '').join(' '));
  };

const LOOK = 'events';

function blockedText(view: SubscriptionView, look: Look): string {
  const { blocked } = view;
  if (blocked === undefined) return '';
  const { words, width, paint } = look;
  const { call, since, reason, decisions, about } = blocked;
  const which = about === undefined ? '' : ` --about ${about}`;
  const first = words.blockedSince(localTime(since), words.calls[call], plain(reason));
  return [
    paint('bad', paragraph(first, width)),
    ...explanation(reason, look),
    paragraph(words.findOut(withLocalTimes(plain(questionOf(view, look) ?? ''))), width, '  '),
    `  ${words.thenDecide}`,
    ...decisions.map((decision) => commandOn(view, look)('resolve', `--decision ${decision}${which}`)),
  ].join('\n');
}

function doubtText({ doubt, blocked }: SubscriptionView, look: Look): string {
  if (doubt === undefined || blocked !== undefined) return '';
  const { words, width, paint } = look;
  const { call, since, reason, asked } = doubt;
  const first = words.doubtSince(localTime(since), words.calls[call], plain(reason));
  return [
    paint('warn', paragraph(first, width)),
    ...explanation(reason, look),
    paragraph(`${words.doNotPayAgain(asked)} ${words.willHappen[call]}`, width, '  '),
  ].join('\n');
}

/** What a reason means, where it says more than its code. */
function explanation(reason: string, { words, width }: Look): string[] {
  const text = words.explain(reason);
  return text === undefined ? [] : [paragraph(`${capital(text)}.`, width, '  ')];
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function confirmationText(view: SubscriptionView, look: Look): string {
  const { state, confirmBy, decision } = view;
  const { words, width } = look;
  if (state !== 'pending_confirmation') return '';
  if (decision !== undefined)
    return paragraph(words.decided(plain(decision.by), decision.kind, localTime(decision.at)), width);
  const command = commandOn(view, look);
  const deadline = confirmBy === undefined ? undefined : localTime(confirmBy);
  const authorised = reais(view.ledger.immediate.at(-1)?.amountCents);
  const waits = paragraph(words.awaitsConfirmation(authorised, deadline), width);
  return [waits, command('confirm'), command('undo')].join('\n');
}

/** What stopped the charges, and what takes that back; not while somebody has asked for it already. */
function takeBackText(view: SubscriptionView, look: Look): string {
  const command = commandOn(view, look);
  if (view.state === 'cancelling' && !isAsked(view, 'uncancel'))
    return `${isActiveAgain(view) ? look.words.cancelledButActive : look.words.cancelledText}\n${command('uncancel')}`;
  if (view.state === 'paused' && !isAsked(view, 'resume'))
    return `${look.words.pausedText}\n${command('resume')}`;
  return '';
}

/** What gives surplus money back, and what takes flags off. That of the terms changes what charges are held against, so it stands alone. */
function flagsText(view: SubscriptionView, look: Look): string {
  if (isEndState(view.state)) return '';
  const { words } = look;
  const command = commandOn(view, look);
  const flags = ACKNOWLEDGEABLE.filter((flag) => view.attention.includes(flag) && flag !== 'terms_differ');
  const refunds = nitsToRefund(view).map((nit) => command('refund', `--nit ${nit} --card-token "<token>"`));
  const parts: [string, string[]][] = [
    [words.toDecideCharge, answersAbout(view).map((flags) => command('resolve', flags))],
    [words.toRefund, refunds],
    [words.lookedAfter, flags.length === 0 ? [] : [command('acknowledge', `--flags ${flags.join(',')}`)]],
    [
      words.toAcceptTerms,
      view.attention.includes('terms_differ') ? [command('acknowledge', '--flags terms_differ')] : [],
    ],
  ];
  return parts
    .filter(([, commands]) => commands.length > 0)
    .map(([title, commands]) => [paragraph(title, look.width), ...commands].join('\n'))
    .join('\n\n');
}

/** What a person may answer about the oldest charge that cannot be read; where the subscription waits for it, that has its own section. */
function answersAbout({ attentionDetails, blocked }: SubscriptionView): string[] {
  const nit = attentionDetails.find(({ flag }) => flag === 'charge_unreadable')?.nit;
  if (nit === undefined || blocked !== undefined) return [];
  return ['happened', 'did_not_happen'].map((decision) => `--decision ${decision} --about ${nit}`);
}
