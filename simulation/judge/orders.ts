import type { SentCommand } from '../playing/life-record';
import type { WireEntry } from '../worker/wire';
import { toldPayments, type Case } from './case';
import type { Finding } from './finding';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** After its deadline an authorisation is given back within this time, or a person is asked. */
const GIVEN_BACK_WITHIN_MS = 3 * DAY_MS;

/** I15: an authorised payment is captured or given back as it was decided, and by nobody else; undecided, it is given back in time. */
export function decidedAsOrdered(theCase: Case): Finding[] {
  const { life } = theCase;
  const { input } = life.script;
  if (input.entry !== 'pay_now' || input.lateConfirmation === undefined) return [];
  const { nit = '' } = theCase.view.gateway;
  const deadlineMs = deadlineOf(theCase, nit, input.lateConfirmation.confirmWithinMinutes);
  const sends = life.wire.filter(({ subject }) => subject === nit);
  return [
    ...sends.flatMap((send) => unordered(life.commands, send, deadlineMs)),
    ...(['confirm', 'undo'].every((route) => sends.some((send) => send.route === route))
      ? [other('both a confirmation and its contrary were sent')]
      : []),
    ...capturedUnasked(theCase, nit, sends),
    ...keptTooLong(theCase, nit, deadlineMs),
    ...forgotten(theCase),
  ];
}

function deadlineOf(theCase: Case, nit: string, minutes: number): number {
  const authorisedMs = toldPayments(theCase, nit).find(({ status }) => status === 'PPC')?.atMs;
  return authorisedMs === undefined ? Infinity : authorisedMs + minutes * MINUTE_MS;
}

/** Nobody sends a decision that nobody took; after the deadline the system gives it back. */
function unordered(
  commands: readonly SentCommand[],
  { route, at }: WireEntry,
  deadlineMs: number,
): Finding[] {
  if (route !== 'confirm' && route !== 'undo') return [];
  const isOrdered = commands.some(
    ({ name, by, sentAt, outcome }) =>
      name === route && by === 'billing' && sentAt <= at && outcome?.kind !== 'rejected',
  );
  const isByDeadline = route === 'undo' && Date.parse(at) >= deadlineMs;
  return isOrdered || isByDeadline ? [] : [other(`${route} was sent at ${at}, and nobody had ordered it`)];
}

function capturedUnasked({ executed }: Case, nit: string, sends: readonly WireEntry[]): Finding[] {
  const isCaptured = executed.some((charge) => charge.nit === nit && charge.state === 'confirmed');
  return isCaptured && !sends.some(({ route }) => route === 'confirm')
    ? [other('the payment was captured, and no confirmation was sent')]
    : [];
}

function keptTooLong(
  { executed, playedUntilMs, view, life }: Case,
  nit: string,
  deadlineMs: number,
): Finding[] {
  const isPending = executed.some((charge) => charge.nit === nit && charge.state === 'pending');
  const isLate = playedUntilMs - deadlineMs > GIVEN_BACK_WITHIN_MS;
  const isConfirmed = life.wire.some(({ route, subject }) => route === 'confirm' && subject === nit);
  return isPending && isLate && !isConfirmed && view.attention.length === 0
    ? [other("the limit of the customer's card is still held, days after the deadline")]
    : [];
}

/** Who decided, and what, can be read for as long as the subscription can. */
function forgotten({ life: { commands }, view }: Case): Finding[] {
  const taken = commands.find(
    ({ name, by, outcome }) =>
      by === 'billing' && outcome?.kind === 'completed' && ['confirm', 'undo'].includes(name),
  );
  return taken === undefined || view.decision?.kind === taken.name
    ? []
    : [
        other(
          `${taken.name} was taken, and the subscription knows of ${view.decision?.kind ?? 'no decision'}`,
        ),
      ];
}

const other = (what: string): Finding => ({ invariant: 'I15 what was ordered is done', what });
