import type { SubscriptionView } from '../../contract/view';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import type { ScheduleRecord } from '../../sandbox/state/schedules';
import type { LifeRecord } from '../playing/life-record';
import { adoptedIn, oursOf, soldIn, type Adopted, type SoldTerms } from './adoption/adopted';
import { sentEdits, type SentEdit } from './changes/sends';
import { takenChanges, type TakenChange } from './changes/taken';
import { takenRefunds, type TakenRefund } from './refunds/taken';
import { shownStates, type ShownState } from './shown-states';
import { evidenceOf, type Evidence, type ToldSchedule } from './evidence';

type View = SubscriptionView;
export type KnownCharge = View['ledger']['immediate'][number];
export type KnownCycle = View['ledger']['cycles'][number];

/** A life with what the judge has made of its record. */
export interface Case {
  life: LifeRecord;
  view: View;
  evidence: Evidence[];
  /** The last charge of each NIT on the gateway's books, in order; refunds are not among them. */
  executed: LedgerEntry[];
  /** Charges of a schedule from before it was adopted. */
  history: LedgerEntry[];
  /** How a schedule was adopted that existed before; undefined where none was. */
  adopted: Adopted | undefined;
  /** The terms that hold. */
  sold: SoldTerms;
  /** The schedule that the subscription speaks of; undefined before it knew one. */
  schedule: ScheduleRecord | undefined;
  known: KnownCharge[];
  states: ShownState[];
  playedUntilMs: number;
  /** The changes of the running schedule that were accepted. */
  taken: TakenChange[];
  /** The edits that were sent to the gateway. */
  edits: SentEdit[];
  /** The refunds that were accepted. */
  refunds: TakenRefund[];
  /** Faults came to pass, or somebody did something unusual. */
  isDisturbed: boolean;
}

export function caseOf(life: LifeRecord): Case {
  const { view, truth } = life;
  const { immediate, cycles } = view.ledger;
  const evidence = evidenceOf(life);
  const states = shownStates(life);
  const adopted = adoptedIn(life, states, evidence);
  const { ours, history } = oursOf(life, adopted);
  return {
    life,
    view,
    evidence,
    executed: lastOfEach(ours),
    ...{ history: lastOfEach(history), adopted, sold: soldIn(life, adopted) },
    schedule: truth.schedules.find(({ sid }) => sid === view.gateway.sid),
    known: [...immediate, ...cycles.flatMap(({ charges }) => charges)],
    states,
    playedUntilMs: life.playedUntilMs,
    taken: takenChanges(life),
    edits: sentEdits(life),
    refunds: takenRefunds(life),
    isDisturbed: isDisturbed(life),
  };
}

const lastOfEach = (charges: readonly LedgerEntry[]): LedgerEntry[] => [
  ...new Map(charges.map((entry) => [entry.nit, entry])).values(),
];

function isDisturbed(life: LifeRecord): boolean {
  const { script, faults, acts, commands, runs } = life;
  const isErring = ({ kind }: { kind: string }): boolean => kind === 'error' || kind === 'invalid';
  const { onExecution = {}, executions, payment } = script.issuer;
  const behaviours = [
    ...Object.values(onExecution),
    ...[executions, payment].filter((one) => one !== undefined),
  ];
  return (
    Object.keys(faults).length > 0 ||
    acts.some(({ done }) => done) ||
    takenChanges({ runs }).length > 0 ||
    takenRefunds(life).length > 0 ||
    commands.some(({ by }) => by === 'nobody entitled') ||
    script.store.offlineRetries !== undefined ||
    isSoldOtherwise(script) ||
    behaviours.some(isErring)
  );
}

/** What is adopted was written down otherwise than the gateway keeps it. */
function isSoldOtherwise({ past, input }: LifeRecord['script']): boolean {
  if (past === undefined) return false;
  const { amountCents, numberOfTimes, initialDate } = past.schedule;
  const sold = input.schedule;
  return (
    sold.amountCents !== amountCents || sold.numberOfTimes !== numberOfTimes || sold.firstDate !== initialDate
  );
}

/** What was told of a NIT until a moment, each time with its moment. */
export function toldPayments(
  { evidence }: Case,
  nit: string,
  untilMs = Infinity,
): { atMs: number; status: string }[] {
  return evidence.flatMap(({ atMs, payments }) => {
    const status = payments.get(nit);
    return status !== undefined && atMs <= untilMs ? [{ atMs, status }] : [];
  });
}

/** Statuses that were told of a NIT until a moment. */
export const toldStatuses = (theCase: Case, nit: string, untilMs = Infinity): string[] =>
  toldPayments(theCase, nit, untilMs).map(({ status }) => status);

/** What was told of the schedule until a moment, each time with its moment. */
export function toldSchedules(
  { evidence, view }: Case,
  untilMs = Infinity,
): { atMs: number; schedule: ToldSchedule }[] {
  return evidence.flatMap(({ atMs, schedule }) =>
    schedule !== undefined && schedule.sid === view.gateway.sid && atMs <= untilMs
      ? [{ atMs, schedule }]
      : [],
  );
}

/** Statuses that were told of the schedule until a moment. */
export const toldScheduleStatuses = (theCase: Case, untilMs = Infinity): string[] =>
  toldSchedules(theCase, untilMs).map(({ schedule }) => schedule.status);

/** When the gateway first told of a NIT, as an execution of the schedule or by itself, milliseconds since the epoch. */
export function firstToldMs({ evidence }: Case, nit: string): number | undefined {
  return evidence.find(
    ({ payments, schedule }) => payments.has(nit) || schedule?.nits?.includes(nit) === true,
  )?.atMs;
}

/** Charges that kept the customer's money. */
export const keepsMoney = ({ outcome, state, reversed }: LedgerEntry): boolean =>
  outcome === 'approved' && state === 'confirmed' && !reversed;
