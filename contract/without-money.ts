import { hasNotRun, movedNoMoney } from '../domain/opening/earlier-attempts';
import type { SubscriptionView } from './view';

type Charge = SubscriptionView['ledger']['immediate'][number];

/** What became of a charge that moved no money, and never will. */
const DEAD: ReadonlySet<Charge['outcome']> = new Set(['denied', 'failed', 'expired']);

/**
 * What of a rejected subscription has moved money, or may have; undefined where it provably has not. Then its order may be started once
 * more. What the view does not say, or says in a status that nobody knows, counts as money.
 */
export const moneyIn = (view: SubscriptionView): string | undefined =>
  openCallIn(view) ?? moneyInLedger(view) ?? moneyAtGateway(view);

function openCallIn({ doubt, blocked }: SubscriptionView): string | undefined {
  const call = doubt?.call ?? blocked?.call;
  return call === undefined ? undefined : `the outcome of ${call} is not known`;
}

function moneyInLedger({ ledger }: SubscriptionView): string | undefined {
  const { immediate, cycles, summary, earlier } = ledger;
  const charge = [...immediate, ...cycles.flatMap(({ charges }) => charges)].find(
    ({ outcome }) => !DEAD.has(outcome),
  );
  if (charge !== undefined) return `the charge with NIT ${charge.nit} is ${charge.outcome}`;
  const { paidCents, refundedCents, reversedCents, openCharges } = summary;
  if (paidCents + refundedCents + reversedCents > 0 || openCharges > 0) return 'its ledger has money';
  // Its NITs would be too many to be told apart from those of the next attempt, which has the same order id.
  const hasRun = earlier !== undefined || cycles.some(({ charges }) => charges.length > 0);
  return hasRun ? 'its schedule ran, and made charges' : undefined;
}

function moneyAtGateway({ gateway }: SubscriptionView): string | undefined {
  const { paymentStatus, scheduleStatus } = gateway;
  if (paymentStatus !== undefined && !movedNoMoney(paymentStatus))
    return `the gateway reports its payment as ${paymentStatus}`;
  if (scheduleStatus !== undefined && !hasNotRun(scheduleStatus))
    return `the gateway reports its schedule as ${scheduleStatus}`;
  return undefined;
}
