import type { SubscriptionView } from '../../contract/view';
import { termsInWords } from '../../contract/terms';
import { isEndState } from '../../contract/vocabulary';
import { cancellationLine, commandsText } from './format-commands';
import { ledgerText } from './format-ledger';
import { columns, localTime, longDate, plain, reais } from './text';
import { whatToDo } from './what-to-do';

/**
 * A subscription as a person reads it: where it stands, what the gateway says, what happens next or what to do, every
 * charge, and who did what. Times are São Paulo's.
 *
 * @param program - how the command line was called, for the commands it proposes
 */
export function viewText(view: SubscriptionView, program: string): string {
  return [
    headOf(view, nextOf(view)),
    whatToDo(view, program),
    commandsText(view),
    ledgerText(view.ledger),
    lastErrorOf(view),
    auditOf(view),
    'Times are São Paulo’s.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The last known view of a subscription whose workflow was closed from outside: nothing happens next, nothing can be decided. */
export function lastKnownText(view: SubscriptionView): string {
  const parts = [
    headOf(view, ''),
    commandsText(view),
    ledgerText(view.ledger),
    lastErrorOf(view),
    auditOf(view),
  ];
  const known = parts.filter((part) => part !== '').join('\n\n');
  return `Last known, before the workflow was closed:\n\n${known}\n\nTimes are São Paulo’s.`;
}

function headOf(view: SubscriptionView, next: string): string {
  const { gateway, merchant, orderId, entry, state, stateSince } = view;
  const rows: [string, string][] = [
    ['Subscription', `${merchant}/${orderId} (${entry})`],
    ['State', `${state} since ${localTime(stateSince)}`],
    ['Sold', `${termsInWords(view.sold)}, from ${view.sold.firstDate}`],
    ['Gateway', gatewayOf(view)],
    ['NIT', gateway.nit ?? ''],
    ['SID', gateway.sid ?? ''],
    ['Adopted', adoptionOf(view)],
    ['Cancelled', cancellationLine(view)],
    ['Next charge', nextChargeOf(view)],
    ['Next', next],
    ['Attention', view.attention.join(', ')],
    ...view.attentionDetails.map(({ flag, what }): [string, string] => ['', `${flag}: ${plain(what)}`]),
  ];
  return columns(rows.filter(([, text]) => text !== '').map(([name, text]) => [name, plain(text)]));
}

function gatewayOf({ gateway }: SubscriptionView): string {
  const { paymentStatus, scheduleStatus, nextDate, currentTimes, numberOfTimes, amountCents, askedAt } =
    gateway;
  return [
    paymentStatus === undefined ? '' : `payment ${paymentStatus}`,
    scheduleStatus === undefined ? '' : `schedule ${scheduleStatus}`,
    currentTimes === undefined ? '' : `${currentTimes} of ${numberOfTimes ?? 'an open number'} executed`,
    nextDate === undefined ? '' : `next date ${nextDate}`,
    amountCents === undefined ? '' : reais(amountCents),
    askedAt === undefined ? 'no question answered yet' : `asked ${localTime(askedAt)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function adoptionOf({ adoption }: SubscriptionView): string {
  if (adoption?.refused !== undefined) return `no, ${adoption.refused.reason}: ${adoption.refused.what}`;
  if (adoption?.before === undefined) return '';
  const { executions } = adoption.before;
  return `${executions} executions from before are history, and not in the ledger`;
}

/** What the gateway charges next, and when, while it charges anything. */
function nextChargeOf({ gateway, state, sold }: SubscriptionView): string {
  const { nextDate, scheduleStatus, amountCents = sold.amountCents } = gateway;
  if (nextDate === undefined || scheduleStatus !== 'ATV' || isEndState(state)) return '';
  return `${reais(amountCents)} on ${longDate(nextDate)}`;
}

function nextOf({ nextMoment, waitingFor, state, blocked }: SubscriptionView): string {
  if (isEndState(state)) return 'nothing: it has ended';
  const what = blocked === undefined ? waitingFor : 'asks the gateway again by itself';
  return [localTime(nextMoment), what ?? ''].filter((part) => part !== '').join(' ');
}

function lastErrorOf({ lastError }: SubscriptionView): string {
  if (lastError === undefined) return '';
  const { at, call, code, message } = lastError;
  return `Last error\n  ${localTime(at)}  ${plain(`${call}: ${code}: ${message}`)}`;
}

function auditOf({ audit }: SubscriptionView): string {
  if (audit.length === 0) return '';
  const rows = audit.map(({ at, by, what, reason }) => [
    localTime(at),
    plain(by),
    plain(reason === undefined ? what : `${what} (${reason})`),
  ]);
  return `What happened\n${indent(columns(rows))}`;
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
