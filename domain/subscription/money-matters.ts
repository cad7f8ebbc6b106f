import { chargesAfterCancellation } from '../edits/cancellation';
import { isOver, meaningOfPayment, phaseOf } from '../gateway/status';
import { cyclesRepeatedFromBefore, cyclesMissed, cyclesPaidTwice } from '../ledger/anomalies';
import type { Charge } from '../ledger/charge';
import { chargesThatDiffer, termsThatDiffer, type Difference } from '../ledger/differences';
import { allCharges } from '../ledger/ledger';
import { hasReceivedMoney } from '../ledger/summary';
import { formatReais } from '../money';
import { uncountedKeys } from '../schedule/counter';
import { occurrence, type Occurrence } from './occurrence';
import type { SubscriptionRecord } from './record';

/** What can happen to money that cannot be undone. A named person looks after it. */
export const MONEY_MATTERS = [
  'cycle_missed',
  'cycle_paid_twice',
  'counter_unexplained',
  'payment_reversed',
  'terms_differ',
  'charge_differs',
  'paid_without_schedule',
  'charged_after_cancellation',
] as const;
export type MoneyMatter = (typeof MONEY_MATTERS)[number];

/** A record is replaced and never changed, and everybody who looks at it asks: plan, view, details, search attributes. */
const known = new WeakMap<SubscriptionRecord, readonly Occurrence<MoneyMatter>[]>();

/** Everything of the kind that has happened, acknowledged or not. */
export function moneyMatters(record: SubscriptionRecord): readonly Occurrence<MoneyMatter>[] {
  const before = known.get(record);
  if (before !== undefined) return before;
  // What is not adopted is none of ours, whatever the gateway tells of it.
  const isOurs = record.adoption === undefined || record.adoption.before !== undefined;
  const found = isOurs
    ? [
        ...((record.earlierMatters ?? []) as Occurrence<MoneyMatter>[]),
        ...ofCharges(record),
        ...ofTerms(record),
        ...ofTheSchedule(record),
        ...ofCancelled(record),
      ]
    : [];
  known.set(record, found);
  return found;
}

/** What nobody has looked after yet. The books are not closed while there is any. */
export function openMoneyMatters(record: SubscriptionRecord): Occurrence<MoneyMatter>[] {
  const acknowledged = new Set(record.acknowledged);
  return moneyMatters(record).filter(({ key }) => !acknowledged.has(key));
}

function ofCharges(record: SubscriptionRecord): Occurrence<MoneyMatter>[] {
  const { ledger } = record;
  return [
    ...cyclesMissed(ledger).map((which) =>
      occurrence('cycle_missed', which, `the cycle of ${dateIn(which)} was never charged`, {
        cycle: dateIn(which),
      }),
    ),
    ...cyclesPaidTwice(ledger).map((which) =>
      occurrence('cycle_paid_twice', which, `the cycle of ${dateIn(which)} was paid more than once`, {
        cycle: dateIn(which),
      }),
    ),
    ...cyclesRepeatedFromBefore(ledger).map((which) =>
      occurrence(
        'cycle_paid_twice',
        which,
        `the cycle of ${dateIn(which)} was executed before the adoption, and was paid again`,
        { cycle: dateIn(which), isBeforeAdoption: true },
      ),
    ),
    ...uncountedKeys(record).map((which) =>
      occurrence('counter_unexplained', which, 'the gateway counts an execution that it does not list'),
    ),
    ...allCharges(ledger)
      .filter(({ outcome }) => outcome === 'reversed')
      .map(wholeReversal),
    ...allCharges(ledger).flatMap(({ nit, outcome, reversedCents = 0 }) =>
      outcome === 'reversed' || reversedCents === 0
        ? []
        : [
            occurrence(
              'payment_reversed',
              `${nit}/${String(reversedCents)}`,
              `${formatReais(reversedCents)} of the charge with NIT ${nit} were given back, and not by us`,
              { nit, amountCents: reversedCents },
            ),
          ],
    ),
  ];
}

/** Given back whole; or the gateway, which had told of the money, now tells of none. */
function wholeReversal({ nit, gatewayStatus }: Charge): Occurrence<MoneyMatter> {
  if (gatewayStatus === undefined || meaningOfPayment(gatewayStatus).charge === 'reversed')
    return occurrence('payment_reversed', nit, `the charge with NIT ${nit} was reversed`, { nit });
  const what = `the charge with NIT ${nit} was paid, and the gateway reports it as ${gatewayStatus}`;
  return occurrence('payment_reversed', nit, what, { nit, status: gatewayStatus });
}

function ofTerms({
  terms,
  schedule,
  ledger,
  opening,
  adoption,
}: SubscriptionRecord): Occurrence<MoneyMatter>[] {
  const { snapshot } = schedule;
  // What ended before it ran will charge nobody by these terms.
  if (opening.stage === 'ended' && !hasReceivedMoney(ledger)) return [];
  const executedBefore = adoption?.before?.executions;
  const kept = { ...snapshot, phase: phaseOf(snapshot.status), executedBefore };
  return [
    ...termsThatDiffer(terms, kept, ledger).map(differing('terms_differ')),
    ...chargesThatDiffer(ledger).map(differing('charge_differs')),
  ];
}

function ofTheSchedule({ schedule, ledger, opening }: SubscriptionRecord): Occurrence<MoneyMatter>[] {
  const status = schedule.snapshot.status ?? '–';
  const phase = phaseOf(status);
  const hasFailed = isOver(phase) && phase !== 'finished';
  if (opening.stage === 'creating' || !hasFailed || !hasReceivedMoney(ledger)) return [];
  const what = `money was received, and the gateway reports the schedule as ${status}`;
  return [occurrence('paid_without_schedule', status, what, { status })];
}

function ofCancelled(record: SubscriptionRecord): Occurrence<MoneyMatter>[] {
  const { cancellation } = record;
  if (cancellation === undefined) return [];
  const { by, at } = cancellation;
  return chargesAfterCancellation(record).map(({ nit }) =>
    occurrence(
      'charged_after_cancellation',
      nit,
      `${by} cancelled it at ${at}, and the gateway made the charge with NIT ${nit}`,
      { nit, by, at },
    ),
  );
}

const differing =
  (flag: MoneyMatter) =>
  ({ key, what, about }: Difference): Occurrence<MoneyMatter> =>
    occurrence(flag, key, what, about);

const dateIn = (which: string): string => which.slice(0, 'YYYY-MM-DD'.length);
