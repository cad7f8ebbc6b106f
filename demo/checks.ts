import type { SubscriptionView } from '../contract/view';
import { formatReais } from '../domain/money';
import type { LedgerEntry } from '../sandbox/control';
import { noCardNumbers } from './card-check';
import { checkOf, count, type Check } from './check';
import { compareLedgers, keepsMoney, type Conservation } from './conservation';
import { endedAsExpected } from './ending-check';
import type { Evidence } from './evidence';
import type { ExecutedCharge, KnownCharge, Sale } from './obligations';
import type { Scenario, StartedScenario } from './scenario';
import { sentOnce } from './sent-once-check';

/** Compares what was sold with the gateway's ledger and with what the subscriptions know. */
export function conservationOf(started: readonly StartedScenario[], evidence: Evidence): Conservation {
  return compareLedgers(
    started.map(saleOf),
    chargesOf(started, evidence),
    knownCharges(evidence),
    evidence.now,
  );
}

/** Every check on a run, or on the one subscription that ran alone. */
export function checksOf(
  started: readonly StartedScenario[],
  evidence: Evidence,
  conservation: Conservation,
): Check[] {
  return [
    ...ledgerChecks(chargesOf(started, evidence), conservation),
    sentOnce(evidence.requests),
    endedAsExpected(
      started.map(({ scenario }) => scenario),
      evidence,
    ),
    noCardNumbers(evidence.histories),
  ];
}

/** The charges in the gateway's ledger, without those of adopted schedules that were made before us. */
function chargesOf(started: readonly StartedScenario[], { ledger }: Evidence): ExecutedCharge[] {
  const before = new Map(started.map(({ scenario }) => [scenario.orderId, chargedBefore(scenario)]));
  return ledger.filter(isCharge).filter(({ orderId, cycle }) => (cycle ?? 1) > (before.get(orderId) ?? 0));
}

const chargedBefore = ({ life }: Scenario): number =>
  life.entry === 'adopt' ? life.executedBefore.length : 0;

/** What the gateway's ledger says of money that goes back is no charge. */
const isCharge = (entry: LedgerEntry): entry is LedgerEntry & ExecutedCharge => entry.kind !== 'refund';

function saleOf({ scenario, order }: StartedScenario): Sale {
  const { orderId, schedule } = order;
  const { months, amountCents, changes } = scenario.terms;
  return {
    orderId,
    ...(order.entry === 'pay_now' ? { firstPaymentCents: amountCents } : {}),
    schedule: { firstDate: schedule.firstDate, months, amountCents },
    charged: scenario.ending.charged,
    ...(changes === undefined ? {} : { changes }),
    chargedBefore: chargedBefore(scenario),
  };
}

function knownCharges({ views }: Evidence): KnownCharge[] {
  return views.flatMap(({ orderId, ledger }) => [
    ...ledger.immediate.map((charge) => ({ orderId, ...toldOf(charge) })),
    ...ledger.cycles.flatMap(({ dueDate, charges }) =>
      charges.map((charge) => ({ orderId, ...toldOf(charge), dueDate })),
    ),
  ]);
}

const toldOf = ({
  nit,
  outcome,
  amountCents,
  refundedCents = 0,
  reversedCents = 0,
}: SubscriptionView['ledger']['immediate'][number]): Omit<KnownCharge, 'orderId' | 'dueDate'> => ({
  ...{ nit, outcome, amountCents },
  givenBackCents: refundedCents + reversedCents,
});

function ledgerChecks(ledger: readonly ExecutedCharge[], conservation: Conservation): Check[] {
  const { cyclesDue, chargesExecuted, chargesKnown, receivedCents, receivedKnownCents } = conservation;
  const scheduled = ledger.filter(({ kind }) => kind === 'scheduled');
  const approved = scheduled.filter(({ outcome }) => outcome === 'approved').length;
  const denied = scheduled.filter(({ outcome }) => outcome === 'denied').length;
  const kept = ledger.filter(keepsMoney).length;
  return [
    checkOf(
      'everything due was charged on its date',
      conservation.uncharged,
      `${count(cyclesDue, 'cycle')} due, ${count(scheduled.length, 'execution')} ` +
        `(${String(approved)} approved, ${String(denied)} denied)`,
    ),
    checkOf(
      'double: nothing was charged twice',
      conservation.double,
      `0 in ${count(kept, 'charge')} that kept money`,
    ),
    checkOf(
      'lost: every charge executed is known to us',
      conservation.lost,
      `${count(chargesExecuted, 'charge')} executed, ${String(chargesKnown)} known to us, same NIT, amount and outcome`,
    ),
    checkOf(
      'unexplained: every charge was executed, for something sold',
      conservation.unexplained,
      `0 in ${String(chargesKnown)} known to us and ${String(chargesExecuted)} executed`,
    ),
    {
      name: 'money received is the same in both ledgers',
      ok: receivedCents === receivedKnownCents,
      detail: `${formatReais(receivedCents)} by the gateway's ledger, ${formatReais(receivedKnownCents)} by ours`,
    },
  ];
}
