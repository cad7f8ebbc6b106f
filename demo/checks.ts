import { formatReais } from '../domain/money';
import type { KnownCharge, Sold } from './books';
import { noCardNumbers } from './card-check';
import { checkOf, count, type Check } from './check';
import { compareBooks, keepsMoney, type Conservation } from './conservation';
import { endedAsTold } from './ending-check';
import type { Evidence } from './evidence';
import type { Show } from './play';
import { sentOnce } from './sent-once-check';

/** Compares what was sold with the gateway's ledger and with what the subscriptions know. */
export function conservationOf(sold: Show['sold'], evidence: Evidence): Conservation {
  return compareBooks(sold.map(soldAs), evidence.ledger, knownCharges(evidence), evidence.now);
}

/** Every check on a show, or on the one subscription that was played alone. */
export function checksOf(sold: Show['sold'], evidence: Evidence, books: Conservation): Check[] {
  return [
    ...bookChecks(evidence, books),
    sentOnce(evidence.requests),
    endedAsTold(
      sold.map(({ scenario }) => scenario),
      evidence,
    ),
    noCardNumbers(evidence.histories),
  ];
}

function soldAs({ scenario, input }: Show['sold'][number]): Sold {
  const { orderId, schedule } = input;
  const { months, amountCents } = scenario.terms;
  return {
    orderId,
    ...(scenario.terms.payNow === undefined ? {} : { firstPaymentCents: amountCents }),
    schedule: { firstDate: schedule.firstDate, months, amountCents },
    charged: scenario.ending.charged,
  };
}

function knownCharges({ views }: Evidence): KnownCharge[] {
  return views.flatMap(({ orderId, ledger }) => [
    ...ledger.immediate.map(({ nit, outcome, amountCents }) => ({ orderId, nit, outcome, amountCents })),
    ...ledger.cycles.flatMap(({ dueDate, charges }) =>
      charges.map(({ nit, outcome, amountCents }) => ({ orderId, nit, outcome, amountCents, dueDate })),
    ),
  ]);
}

function bookChecks({ ledger }: Evidence, books: Conservation): Check[] {
  const { cyclesDue, chargesExecuted, chargesKnown, receivedCents, receivedKnownCents } = books;
  const scheduled = ledger.filter(({ kind }) => kind === 'scheduled');
  const approved = scheduled.filter(({ outcome }) => outcome === 'approved').length;
  const denied = scheduled.filter(({ outcome }) => outcome === 'denied').length;
  const kept = ledger.filter(keepsMoney).length;
  return [
    checkOf(
      'everything due was charged on its date',
      books.uncharged,
      `${count(cyclesDue, 'cycle')} due, ${count(scheduled.length, 'execution')} ` +
        `(${String(approved)} approved, ${String(denied)} denied)`,
    ),
    checkOf(
      'double: nothing was charged twice',
      books.double,
      `0 in ${count(kept, 'charge')} that kept money`,
    ),
    checkOf(
      'lost: every charge executed is known to us',
      books.lost,
      `${count(chargesExecuted, 'charge')} executed, ${String(chargesKnown)} known to us, same NIT, amount and outcome`,
    ),
    checkOf(
      'unexplained: every charge was executed, for something sold',
      books.unexplained,
      `0 in ${String(chargesKnown)} known to us and ${String(chargesExecuted)} executed`,
    ),
    {
      name: 'money received is the same in both books',
      ok: receivedCents === receivedKnownCents,
      detail: `${formatReais(receivedCents)} by the gateway's ledger, ${formatReais(receivedKnownCents)} by ours`,
    },
  ];
}
