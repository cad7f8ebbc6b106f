import { toldSchedules, toldScheduleStatuses, toldStatuses, type Case, type KnownCharge } from './case';
import { shortId, type Finding } from './finding';
import type { ShownState } from './shown-states';

const FAILED = ['ERR', 'INV', 'BLQ', 'ABA', 'CAN'];
/** The schedule runs only once the immediate payment is confirmed (docs/gateway.md §1). */
const RUNNING = ['ATV', 'INA', 'FIN'];
/** The schedule charges nobody. */
const STOPPED = ['INA', 'FIN', 'ERR', 'INV', 'DES', 'EXP'];

/** Statuses of a payment of which one must have been told before the outcome may be claimed. */
const STATUSES_OF_OUTCOME: Partial<Record<KnownCharge['outcome'], readonly string[]>> = {
  paid: ['CON'],
  denied: ['NEG'],
  failed: FAILED,
  undone: ['PPN'],
  expired: ['EXP'],
  reversed: ['EST'],
};

/** What must have been told, of the payment or of the schedule, before a state may be claimed. */
const STATUSES_OF_STATE: Record<string, { payment: readonly string[]; schedule: readonly string[] }> = {
  pending_confirmation: { payment: ['PPC'], schedule: [] },
  active: { payment: ['CON', 'EST'], schedule: RUNNING },
  past_due: { payment: [], schedule: RUNNING },
  paused: { payment: [], schedule: ['INA'] },
  completed: { payment: [], schedule: ['FIN'] },
  rejected: { payment: ['NEG', ...FAILED], schedule: ['ERR', 'INV'] },
  undone: { payment: ['PPN'], schedule: ['DES'] },
  expired: { payment: ['EXP'], schedule: ['EXP'] },
};

/**
 * I6: an outcome or a state that our side claims is justified by an answer of the gateway that was really delivered before, or by
 * a named person.
 */
export function nothingGuessed(theCase: Case): Finding[] {
  return [
    ...theCase.known.flatMap((charge) => (isJustified(theCase, charge) ? [] : [guessedCharge(charge)])),
    ...theCase.states.flatMap((shown) => (isTold(theCase, shown) ? [] : [guessedState(shown)])),
  ];
}

function isJustified(theCase: Case, charge: KnownCharge): boolean {
  const needed = STATUSES_OF_OUTCOME[charge.outcome];
  if (needed === undefined) return true;
  const untilMs = Date.parse(charge.knownAt);
  if (toldStatuses(theCase, charge.nit, untilMs).some((status) => needed.includes(status))) return true;
  if (charge.knownBy === 'person') return decided(theCase, untilMs, charge.nit);
  const isImmediate = charge.nit === theCase.view.gateway.nit;
  const runs = toldScheduleStatuses(theCase, untilMs).some((status) => RUNNING.includes(status));
  return charge.outcome === 'paid' && isImmediate && runs;
}

function isTold(theCase: Case, { state, atMs }: ShownState): boolean {
  const needed = STATUSES_OF_STATE[state];
  if (state === 'cancelled') return decided(theCase, atMs) || isCancelledAndTold(theCase, atMs);
  if (state === 'cancelling' || state === 'retired') return isTaken(theCase, state, atMs);
  if (needed === undefined) return true;
  // Why an adoption was refused has an invariant of its own (I25).
  if (state === 'rejected' && theCase.life.script.past !== undefined) return true;
  const { nit } = theCase.view.gateway;
  const ofPayment = nit === undefined ? [] : toldStatuses(theCase, nit, atMs);
  return (
    ofPayment.some((status) => needed.payment.includes(status)) ||
    toldScheduleStatuses(theCase, atMs).some((status) => needed.schedule.includes(status)) ||
    (state === 'rejected' && refused(theCase, atMs)) ||
    decided(theCase, atMs)
  );
}

/** A person cancelled it, and the gateway has told since that it charges no more. */
const isCancelledAndTold = (theCase: Case, untilMs: number): boolean =>
  theCase.taken.some(({ name, atMs: cancelledMs }) => {
    const isStopped = toldSchedules(theCase, untilMs).some(
      ({ atMs, schedule }) => atMs > cancelledMs && STOPPED.includes(schedule.status),
    );
    return name === 'cancel' && cancelledMs <= untilMs && isStopped;
  });

/** `cancelling` and `retired` are on the word of a person alone. */
const isTaken = ({ taken }: Case, state: 'cancelling' | 'retired', untilMs: number): boolean =>
  taken.some(({ name, atMs }) => name === (state === 'retired' ? 'retire' : 'cancel') && atMs <= untilMs);

/** A named person has said so. */
function decided({ life }: Case, untilMs: number, nit?: string): boolean {
  return life.decisions.some(
    (decision) => Date.parse(decision.at) <= untilMs && (nit === undefined || decision.nit === nit),
  );
}

/** The gateway has refused the creation, the payment or the activation; or our own client, and nothing has left. */
function refused({ evidence, life }: Case, untilMs: number): boolean {
  const isRefusal = ({ route, code, atMs }: (typeof evidence)[number]): boolean =>
    ['create', 'pay', 'activate'].includes(route) && code !== '0' && atMs <= untilMs;
  const nothingLeft = !life.wire.some(({ route }) => ['pay', 'activate'].includes(route));
  return evidence.some(isRefusal) || nothingLeft;
}

const guessedCharge = ({ nit, outcome, knownAt }: KnownCharge): Finding =>
  guess(`charge ${shortId(nit)} called ${outcome} at ${knownAt}, which nothing that was told says`);

const guessedState = ({ state, atMs }: ShownState): Finding =>
  guess(`${state} at ${new Date(atMs).toISOString()}, which nothing that was told says`);

const guess = (what: string): Finding => ({ invariant: 'I6 no outcome is guessed', what });
