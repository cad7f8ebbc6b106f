import type { SubscriptionView } from '../contract/view';
import { checkOf, type Check } from './check';
import type { Finding } from './conservation';
import type { Evidence } from './evidence';
import type { Scenario } from './scenario';

/** Every story went as it was told before it began, and what it is about really happened. */
export function endedAsTold(scenarios: readonly Scenario[], evidence: Evidence): Check {
  const number = String(scenarios.length);
  const wrong = scenarios.flatMap((scenario) => wrongEnding(scenario, evidence));
  return checkOf('every story happened and ended as told', wrong, `${number} of ${number}`);
}

function wrongEnding(scenario: Scenario, evidence: Evidence): Finding[] {
  const { orderId, ending } = scenario;
  const view = evidence.views.find((candidate) => candidate.orderId === orderId);
  if (view === undefined) return [{ orderId, what: 'has no view' }];
  const { state, gateway } = view;
  const schedule = evidence.schedules.find(({ sid }) => sid === gateway.sid);
  const missed = scenario.missed?.(evidence, view);
  return [
    ...(state === ending.state ? [] : [`is ${state}, not ${ending.state}`]),
    ...differing('payment status', gateway.paymentStatus, ending.paymentStatus),
    ...differing('schedule status at the gateway', schedule?.status, ending.scheduleStatus),
    ...differing('cycles', cyclesOf(view), cyclesTold(scenario)),
    ...(missed === undefined ? [] : [missed]),
  ].map((what) => ({ orderId, what }));
}

function differing(what: string, found: string | undefined, told: string | undefined): string[] {
  return found === told ? [] : [`has ${what} ${found ?? '–'}, not ${told ?? '–'}`];
}

const cyclesOf = ({ ledger }: SubscriptionView): string =>
  ledger.cycles.map(({ outcome }) => outcome).join(' ');

const cyclesTold = ({ ending, terms }: Scenario): string =>
  Array.from({ length: ending.charged ? terms.months : 0 }, (_, index) =>
    ending.deniedCycles?.includes(index + 1) === true ? 'denied' : 'paid',
  ).join(' ');
