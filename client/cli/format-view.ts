import type { SubscriptionView } from '../../contract/view';
import { ACCESS_FLAGS, isEndState } from '../../contract/vocabulary';
import { commandOf, meantBy } from '../reading/asked';
import { cancellationLine, commandsText } from './format-commands';
import { ledgerText } from './format-ledger';
import { moneyText, soldText } from './format-money';
import type { Look } from './look';
import { styleOfState } from './paint';
import { questionOf } from './question';
import { table, type Cell } from './table';
import { localTime, plain, reais, withLocalTimes } from './text';
import { whatToDo } from './what-to-do';

/**
 * A subscription as a person reads it: what was sold, where it stands, what the gateway says, what happens next or what to do, the
 * money, every charge, and who did what. Times are São Paulo's.
 */
export function viewText(view: SubscriptionView, look: Look): string {
  return [
    headOf(view, nextOf(view, look), look),
    whatToDo(view, look),
    moneyText(view, look),
    commandsText(view, look),
    ledgerText(view.ledger, look),
    lastErrorOf(view, look),
    auditOf(view, look),
    look.words.timesAre,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The last known view of a subscription whose workflow was closed from outside: nothing happens next, nothing can be decided. */
export function lastKnownText(view: SubscriptionView, look: Look): string {
  return [
    look.words.lastKnown,
    headOf(view, '', look),
    moneyText(view, look),
    commandsText(view, look),
    ledgerText(view.ledger, look),
    lastErrorOf(view, look),
    auditOf(view, look),
    look.words.timesAre,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headOf(view: SubscriptionView, next: string, look: Look): string {
  const { words } = look;
  const { names } = words;
  const { gateway, merchant, orderId, entry, state, stateSince } = view;
  const rows: [string, Cell][] = [
    [names.subscription, `${merchant}/${orderId} (${words.entries[entry]})`],
    [
      names.state,
      { text: words.since(stateText(state, look), localTime(stateSince)), style: styleOfState(state) },
    ],
    [names.sold, soldText(view, look)],
    [names.gateway, gatewayOf(view, look)],
    ['NIT', gateway.nit ?? ''],
    ['SID', gateway.sid ?? ''],
    ...attemptRows(view, look),
    [names.adopted, adoptionOf(view, look)],
    [names.cancelled, cancellationLine(view, look)],
    [names.nextCharge, nextChargeOf(view, look)],
    [names.next, next],
    [names.attention, { text: view.attention.join(', '), style: 'warn' }],
    ...view.attentionDetails.map((cause): [string, Cell] => [
      '',
      `${cause.flag}: ${causeText(view, cause, look)}`,
    ]),
  ];
  const shown = rows
    .map(([name, cell]): [string, Cell] => [
      name,
      typeof cell === 'string' ? tidy(cell) : { ...cell, text: tidy(cell.text) },
    ])
    .filter(([, cell]) => (typeof cell === 'string' ? cell : cell.text) !== '');
  return table([{ head: '' }, { head: '', wraps: true }], shown, look);
}

/** That of `blocked` is a question with codes of its own. */
function causeText(
  view: SubscriptionView,
  cause: SubscriptionView['attentionDetails'][number],
  look: Look,
): string {
  const question = cause.flag === 'blocked' ? questionOf(view, look) : undefined;
  return question ?? look.words.cause({ ...cause, ...commandOf(cause, view) });
}

/** A state as it is typed, and what it is called. */
function stateText(state: SubscriptionView['state'], { words }: Look): string {
  const name = words.states[state];
  return name === state ? state : `${name} (${state})`;
}

const tidy = (text: string): string => withLocalTimes(plain(text));

function gatewayOf({ gateway }: SubscriptionView, { words }: Look): string {
  const { paymentStatus, scheduleStatus, nextDate, currentTimes, numberOfTimes, amountCents, askedAt } =
    gateway;
  return [
    paymentStatus === undefined ? '' : words.payment(paymentStatus),
    scheduleStatus === undefined ? '' : words.schedule(scheduleStatus),
    currentTimes === undefined ? '' : words.executed(currentTimes, numberOfTimes),
    nextDate === undefined ? '' : words.nextDate(nextDate),
    amountCents === undefined ? '' : reais(amountCents),
    askedAt === undefined ? words.notAsked : words.askedAt(localTime(askedAt)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function adoptionOf({ adoption }: SubscriptionView, { words }: Look): string {
  if (adoption?.refused !== undefined)
    return words.refusedAdoption(adoption.refused.reason, adoption.refused.what);
  return adoption?.before === undefined ? '' : words.before(adoption.before.executions);
}

/** Which attempt it is, and how each before it ended; nothing of a first one. */
function attemptRows({ attempt, earlierAttempts = [] }: SubscriptionView, { words }: Look): [string, Cell][] {
  if (attempt === undefined) return [];
  const earlier = earlierAttempts.map(({ endedAt, what, reason }, index): [string, Cell] => {
    const why = reason === undefined ? what : `${what} (${reason})`;
    return ['', words.earlierAttempt(index + 1, localTime(endedAt), why)];
  });
  return [[words.names.attempt, words.attempt(attempt)], ...earlier];
}

/** What the gateway charges next, and when, while it charges anything. */
function nextChargeOf({ gateway, state, sold }: SubscriptionView, { words }: Look): string {
  const { nextDate, scheduleStatus, amountCents = sold.amountCents } = gateway;
  const isCharged = scheduleStatus === 'ATV' && !isEndState(state) && state !== 'cancelling';
  if (nextDate === undefined || !isCharged) return '';
  return words.chargeOn(reais(amountCents), nextDate);
}

function nextOf({ nextMoment, waitingFor, state, blocked }: SubscriptionView, { words }: Look): string {
  if (isEndState(state)) return words.nothingMore;
  const waits = waitingFor === undefined ? '' : words.waiting(plain(waitingFor));
  return [localTime(nextMoment), blocked === undefined ? waits : words.asksAgain]
    .filter((part) => part !== '')
    .join(' ');
}

/** What the last error was, and whether it still holds: one that the gateway has answered after is told as past. */
function lastErrorOf(view: SubscriptionView, look: Look): string {
  const { lastError } = view;
  if (lastError === undefined) return '';
  const { names, error } = look.words;
  const rows = [[localTime(lastError.at), tidy(error(lastError))]];
  const past = hasAnsweredSince(view) ? names.settledError : names.errorBeforeTheEnd;
  const head = isPast(view) ? look.paint('quiet', past) : look.paint('bad', names.lastError);
  return `${head}\n${section([{ head: '' }, { head: '', wraps: true }], rows, look)}`;
}

/** Whether nothing that the error could be about is open any more. */
function isPast(view: SubscriptionView): boolean {
  const { state, doubt, blocked, attention } = view;
  if (isEndState(state)) return true;
  if (doubt !== undefined || blocked !== undefined) return false;
  if (attention.some((flag) => ACCESS_FLAGS.includes(flag))) return false;
  return hasAnsweredSince(view);
}

const hasAnsweredSince = ({ lastError, gateway }: SubscriptionView): boolean =>
  Date.parse(gateway.askedAt ?? '') > Date.parse(lastError?.at ?? '');

function auditOf(view: SubscriptionView, look: Look): string {
  const { audit } = view;
  if (audit.length === 0) return '';
  const { words } = look;
  const rows = audit.map((entry) => {
    const { at, by } = entry;
    const line = { ...entry, ...meantBy(entry, view) };
    const [told, reason] = [words.audit(line), words.reason(line)];
    return [localTime(at), plain(words.actor(by)), tidy(reason === undefined ? told : `${told} (${reason})`)];
  });
  const columns = [{ head: '' }, { head: '', wraps: true as const }, { head: '', wraps: true as const }];
  return `${words.names.audit}\n${section(columns, rows, look)}`;
}

/** A table below its heading. */
const section = (...[columns, rows, look]: Parameters<typeof table>): string =>
  table(columns, rows, { ...look, width: look.width - 2 }).replace(/^/gm, '  ');
