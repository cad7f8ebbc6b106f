import type { SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import { formatReais } from '../domain/money';
import type { RequestLogEntry } from '../sandbox/control';
import { brazilian } from './dates';
import type { TimelineEvent } from './timeline-event';

type Entry = SubscriptionView['audit'][number];

/** The call in the sentence of a doubt. */
const callInDoubt = ({ event, what }: Entry): string | undefined =>
  event === 'call_in_doubt' ? /^what became of (\w+)/.exec(what)?.[1] : undefined;

/** The audit trail of one subscription: what it says about its own life, and why. */
export function auditOf(
  { audit, orderId, state }: SubscriptionView,
  order: SubscriptionStart | undefined,
  requests: readonly RequestLogEntry[],
): TimelineEvent[] {
  // Charges come from the ledger, with their amounts.
  const entries = audit.filter(({ event }) => event !== 'charge_denied');
  return entries.map((entry, index) => {
    const isLast = index === entries.length - 1;
    const before = entries[index - 1];
    const doubt = before === undefined ? undefined : callInDoubt(before);
    const extras = [
      index === 0 && order !== undefined ? termsOf(order) : undefined,
      entry.reason,
      doubt === undefined ? undefined : howLearnt(requests, orderId, doubt),
    ].filter((extra) => extra !== undefined);
    const event: TimelineEvent = {
      at: entry.at,
      source: 'subscription',
      orderId,
      what: [sentenceOf(entry), ...extras.map((extra) => `(${extra})`)].join(' '),
      tone: toneOf(entry, isLast, state),
    };
    return isLast && state === 'completed' ? { ...event, folded: { under: 'finished' } } : event;
  });
}

/** Who did it is said of people and other systems; what the gateway or the clock brought about speaks for itself. */
const sentenceOf = ({ by, what }: Entry): string =>
  by === 'gateway' || by === 'system' ? what : `${by} ${what}`;

function termsOf({ schedule, ...order }: SubscriptionStart): string {
  const { amountCents, firstDate, numberOfTimes = 0 } = schedule;
  const monthly = `${String(numberOfTimes)} × ${formatReais(amountCents)} from ${brazilian(firstDate)}`;
  return order.entry === 'pay_now'
    ? `${formatReais(order.payment.amountCents)} now, then ${monthly}`
    : monthly;
}

/** How a doubt came to its end, as the gateway saw it: by which request after the doubtful one, and how often that was sent. */
function howLearnt(requests: readonly RequestLogEntry[], orderId: string, call: string): string {
  const ofOrder = requests.filter((request) => request.orderId === orderId);
  const sent = ofOrder.filter(({ route }) => route === call);
  const next = ofOrder.find(({ sequence }) => sequence > (sent[0]?.sequence ?? 0));
  const how = next?.method === 'GET' ? 'learnt by a query' : `the ${call} was sent again`;
  return `${how}; the gateway saw ${call} ${sent.length === 1 ? 'once' : `${String(sent.length)} times`}`;
}

function toneOf({ event }: Entry, isLast: boolean, state: SubscriptionView['state']): TimelineEvent['tone'] {
  if (event === 'call_in_doubt') return 'odd';
  if (!isLast) return 'plain';
  return state === 'completed' ? 'good' : 'bad';
}
