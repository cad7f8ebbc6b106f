import { holdsCardNumber } from '../domain/card-number';
import { formatReais } from '../domain/money';
import { testCards } from '../sandbox/state/test-cards';
import type { KnownCharge, Sold } from './books';
import { compareBooks, keepsMoney, type Conservation, type Finding } from './conservation';
import type { Evidence } from './evidence';
import type { ReadHistory } from './history';
import type { Show } from './play';
import type { Scenario } from './scenario';

/** One thing that must hold. The demo succeeds only if all of them do. */
export interface Check {
  name: string;
  ok: boolean;
  /** The numbers behind it, or everything that is wrong. */
  detail: string;
}

/** Compares what was sold with the gateway's ledger and with what the subscriptions know. */
export function conservationOf(sold: Show['sold'], evidence: Evidence): Conservation {
  return compareBooks(sold.map(soldAs), evidence.ledger, knownCharges(evidence), evidence.now);
}

/** Every check on a show, or on the one subscription that was played alone. */
export function checksOf(sold: Show['sold'], evidence: Evidence, books: Conservation): Check[] {
  return [
    ...bookChecks(evidence, books),
    sentOnce(evidence),
    endings(sold, evidence),
    noCardNumbers(evidence),
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
  const scheduled = ledger.filter(({ kind }) => kind === 'scheduled');
  const approved = scheduled.filter(({ outcome }) => outcome === 'approved').length;
  const denied = scheduled.filter(({ outcome }) => outcome === 'denied').length;
  const charged = `${count(books.cyclesDue, 'cycle')} due, ${count(scheduled.length, 'execution')} (${String(approved)} approved, ${String(denied)} denied)`;
  const known = `${count(books.chargesExecuted, 'charge')} executed, ${String(books.chargesKnown)} known to us, same NIT, amount and outcome`;
  const kept = ledger.filter(keepsMoney).length;
  const money = `${formatReais(books.receivedCents)} by the gateway's ledger, ${formatReais(books.receivedKnownCents)} by ours`;
  return [
    check('everything due was charged on its date', books.uncharged, charged),
    check('double: nothing was charged twice', books.double, `0 in ${count(kept, 'charge')} that kept money`),
    check('lost: every charge executed is known to us', books.lost, known),
    check(
      'unexplained: every charge was executed, for something sold',
      books.unexplained,
      `0 in ${String(books.chargesKnown)} known to us and ${String(books.chargesExecuted)} executed`,
    ),
    {
      name: 'money received is the same in both books',
      ok: books.receivedCents === books.receivedKnownCents,
      detail: money,
    },
  ];
}

/** R2 seen from the gateway: of each order at most one request of a kind that moves money was executed. */
function sentOnce({ requests }: Evidence): Check {
  const calls = ['pay', 'activate', 'confirm', 'undo'] as const;
  const executed = requests.filter(
    (request) => request.executed && calls.some((call) => call === request.route),
  );
  const seen = new Set<string>();
  const repeated = executed.flatMap(({ route, orderId = '?' }) => {
    const key = `${route} ${orderId}`;
    if (seen.has(key)) return [{ orderId, what: `${route} was executed more than once` }];
    seen.add(key);
    return [];
  });
  const counts = calls.map(
    (call) => `${call} ${String(executed.filter(({ route }) => route === call).length)}`,
  );
  return check('no money call was executed twice', repeated, counts.join(', '));
}

function endings(sold: Show['sold'], evidence: Evidence): Check {
  const wrong = sold.flatMap(({ scenario }) => wrongEnding(scenario, evidence));
  return check(
    'every story happened and ended as told',
    wrong,
    `${String(sold.length)} of ${String(sold.length)}`,
  );
}

function wrongEnding(scenario: Scenario, evidence: Evidence): Finding[] {
  const { orderId, ending, terms } = scenario;
  const view = evidence.views.find((candidate) => candidate.orderId === orderId);
  if (view === undefined) return [{ orderId, what: 'has no view' }];
  const say = (what: string): Finding => ({ orderId, what });
  const outcomes = view.ledger.cycles.map(({ outcome }) => outcome);
  const wanted = Array.from({ length: ending.charged ? terms.months : 0 }, (_, index) =>
    ending.deniedCycles?.includes(index + 1) === true ? 'denied' : 'paid',
  );
  const missed = scenario.missed?.(evidence, view);
  const schedule = evidence.schedules.find(({ sid }) => sid === view.gateway.sid);
  return [
    ...(view.state === ending.state ? [] : [say(`is ${view.state}, not ${ending.state}`)]),
    ...(view.gateway.paymentStatus === ending.paymentStatus
      ? []
      : [say(`has payment status ${view.gateway.paymentStatus ?? '–'}`)]),
    ...(schedule?.status === ending.scheduleStatus
      ? []
      : [say(`has schedule status ${schedule?.status ?? '–'} at the gateway`)]),
    ...(outcomes.join() === wanted.join() ? [] : [say('has cycles of other outcomes')]),
    ...(missed === undefined ? [] : [say(missed)]),
  ];
}

/** R7: no card number, neither in the clear nor in a payload. */
function noCardNumbers({ histories }: Evidence): Check {
  const payloads = histories.reduce((sum, history) => sum + history.payloads.length, 0);
  return check(
    'no card number in any history',
    histories.flatMap(wrongHistory),
    `${count(histories.length, 'history', 'histories')}, ${count(payloads, 'payload')} read`,
  );
}

function wrongHistory({ workflowId, payloads, texts }: ReadHistory): Finding[] {
  const orderId = workflowId.split('/').at(-1) ?? '';
  // A scan that cannot read what must be there proves nothing.
  if (!payloads.some((payload) => payload.includes(`"orderId":"${orderId}"`)))
    return [{ orderId, what: 'has a history whose payloads could not be read' }];
  const isLeak = (text: string): boolean => testCards.some(({ number }) => text.includes(number));
  const leaks = payloads.some((payload) => isLeak(payload) || holdsCardNumber(payload)) || texts.some(isLeak);
  return leaks ? [{ orderId, what: 'has a card number in its history' }] : [];
}

function check(name: string, findings: readonly Finding[], detail: string): Check {
  if (findings.length === 0) return { name, ok: true, detail };
  return { name, ok: false, detail: findings.map(({ orderId, what }) => `${orderId} ${what}`).join('; ') };
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${String(number)} ${number === 1 ? one : many}`;
