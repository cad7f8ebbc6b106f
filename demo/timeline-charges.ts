import type { SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import { formatReais } from '../domain/money';
import type { LedgerEntry } from '../sandbox/control';
import { timeOf } from './dates';
import type { TimelineEvent } from './timeline-event';

type Charge = SubscriptionView['ledger']['immediate'][number];

/** After this a charge counts as learnt late, and the timeline says so, milliseconds. */
const PROMPT_MS = 3 * 3_600_000;
/** Sentence of the audit trail. */
const CREATED = 'created at the gateway';

/** The charges as the subscription knows them. */
export function chargesOf(
  { orderId, ledger, audit }: SubscriptionView,
  order: SubscriptionStart | undefined,
  executed: readonly LedgerEntry[],
): TimelineEvent[] {
  // The gateway answers with the minute; its ledger has the very instant, which puts things of one minute in order.
  const instantOf = ({ nit, at, knownAt }: Charge): string =>
    executed.find((charge) => charge.nit === nit)?.at ?? at ?? knownAt;
  // Two clocks that differ by less than a second: a payment is shown after the creation that it came after.
  const createdAt = audit.find(({ what }) => what === CREATED)?.at ?? '';
  const isLate = order?.entry === 'pay_now' && order.lateConfirmation !== undefined;
  return [
    ...ledger.immediate.map((charge) =>
      firstPayment(orderId, charge, later(instantOf(charge), createdAt), isLate),
    ),
    ...ledger.cycles.flatMap(({ charges }) =>
      charges.map((charge) => monthlyCharge(orderId, charge, instantOf(charge))),
    ),
  ];
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** As of the moment it was made: with late confirmation it was an authorisation then, whatever became of it. */
function firstPayment(orderId: string, charge: Charge, at: string, isLate: boolean): TimelineEvent {
  const { amountCents = 0, outcome } = charge;
  const became = isLate && outcome !== 'denied' ? 'authorised' : outcome + issuerOf(charge);
  const what = `first payment ${formatReais(amountCents)} ${became}`;
  return { at, source: 'subscription', orderId, what, tone: outcome === 'denied' ? 'bad' : 'good' };
}

function monthlyCharge(orderId: string, charge: Charge, at: string): TimelineEvent {
  const { amountCents = 0, outcome, knownAt } = charge;
  const isPrompt = Date.parse(knownAt) - Date.parse(at) <= PROMPT_MS;
  const learnt = isPrompt ? '' : `, learnt at ${timeOf(knownAt)}`;
  const what = `${formatReais(amountCents)} ${outcome}${issuerOf(charge)}${learnt}`;
  const tone = outcome === 'paid' || outcome === 'refunded' ? 'good' : 'bad';
  const event: TimelineEvent = { at, source: 'subscription', orderId, what, tone };
  return outcome === 'paid' && isPrompt ? { ...event, folded: { under: 'paid', amountCents } } : event;
}

const issuerOf = ({ outcome, code = '', message = '' }: Charge): string =>
  outcome === 'denied' ? ` by the issuer: ${`${code} ${message}`.trim()}` : '';
