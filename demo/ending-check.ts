import type { SubscriptionView } from '../contract/view';
import { checkOf, type Check } from './check';
import type { Finding } from './conservation';
import type { Evidence } from './evidence';
import type { Scenario } from './scenario';

/** Every life went as it was said before it began, and what it is about really happened. */
export function endedAsExpected(scenarios: readonly Scenario[], evidence: Evidence): Check {
  const number = String(scenarios.length);
  const wrong = scenarios.flatMap((scenario) => wrongEnding(scenario, evidence));
  return checkOf('every life happened, and ended as expected', wrong, `${number} of ${number}`);
}

function wrongEnding(scenario: Scenario, evidence: Evidence): Finding[] {
  const { orderId, life, ending } = scenario;
  const view = evidence.views.find((candidate) => candidate.orderId === orderId);
  if (view === undefined) return [{ orderId, what: 'has no view' }];
  const { state, gateway } = view;
  const schedule = evidence.schedules.find(({ sid }) => sid === gateway.sid);
  const missing = scenario.missing?.(evidence, view);
  return [
    ...(state === life.endsAs ? [] : [`is ${state}, not ${life.endsAs}`]),
    ...differing('payment status', gateway.paymentStatus, ending.paymentStatus),
    ...differing('schedule status at the gateway', schedule?.status, ending.scheduleStatus),
    ...differing('cycles', cyclesOf(view), cyclesExpected(scenario)),
    ...(missing === undefined ? [] : [missing]),
  ].map((what) => ({ orderId, what }));
}

function differing(what: string, found: string | undefined, expected: string | undefined): string[] {
  return found === expected ? [] : [`has ${what} ${found ?? '–'}, not ${expected ?? '–'}`];
}

const cyclesOf = ({ ledger }: SubscriptionView): string =>
  ledger.cycles.map(({ outcome }) => outcome).join(' ');

const cyclesExpected = ({ ending, terms }: Scenario): string =>
  ending.cycles ??
  Array.from({ length: ending.charged ? terms.months : 0 }, (_, index) =>
    ending.deniedCycles?.includes(index + 1) === true ? 'denied' : 'paid',
  ).join(' ');
