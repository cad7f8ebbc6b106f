import type { SubscriptionView } from '../../../contract/view';
import { toldSchedules, type Case } from '../case';
import type { Finding } from '../finding';
import { carriesOut, showsIn, type SentEdit } from './sends';
import type { TakenChange } from './taken';

const DAY_MS = 86_400_000;
/** Changes that the view keeps (domain/limits.ts). */
const KEPT = 50;
/** A change that is tried in vain is tried again within this time. */
const TRIED_WITHIN_MS = 3 * DAY_MS;
/** Undisturbed, a change is carried out within this time: it may wait for the answer after the job of a due date. */
const DONE_WITHIN_MS = 2 * DAY_MS;
/** Statuses of a schedule that charges nobody any more. */
const OVER: readonly string[] = ['FIN', 'ERR', 'INV', 'DES', 'EXP'];

type Shown = SubscriptionView['commands'][number];

/**
 * I16: the changes that were accepted are carried out one after another in the order of their acceptance, none is lost and none done
 * twice; what the view says of one is what was sent and what the gateway showed.
 */
export function changesCarriedOut(theCase: Case): Finding[] {
  return [
    ...lost(theCase),
    ...standing(theCase),
    ...outOfOrder(theCase),
    ...claimedDone(theCase),
    ...claimedFailed(theCase),
    ...sentAgain(theCase),
  ];
}

const changesOf = ({ taken }: Case): TakenChange[] => taken.filter(({ name }) => name !== 'retire');

const shownOf = ({ view }: Case, { id }: TakenChange): Shown | undefined =>
  view.commands.find((command) => command.id === id);

const isOpen = ({ state }: Shown): boolean => state === 'planned' || state === 'under_way';

function lost(theCase: Case): Finding[] {
  const changes = changesOf(theCase).slice(-KEPT);
  return changes.flatMap((change) =>
    shownOf(theCase, change) === undefined
      ? [broken(`${nameOf(change)}: accepted, and not in the view`)]
      : [],
  );
}

/** What was accepted ends; or it is being tried, and something is in its way. */
function standing(theCase: Case): Finding[] {
  const { life, playedUntilMs } = theCase;
  const open = changesOf(theCase).filter((change) => {
    const shown = shownOf(theCase, change);
    return shown !== undefined && isOpen(shown);
  });
  if (open.length === 0) return [];
  if (life.ended) return [broken(`ended, with ${open.map(nameOf).join(', ')} open`)];
  const isTroubled = !life.script.posts.authenticity || Object.keys(life.faults).length > 0;
  const lastTryMs = life.wire.findLast(({ route }) => TRIES.has(route))?.at ?? '';
  const isTried = playedUntilMs - Date.parse(lastTryMs) <= TRIED_WITHIN_MS;
  return open
    .filter(({ atMs }) => playedUntilMs - atMs > DONE_WITHIN_MS && !(isTroubled && isTried))
    .map((change) => broken(`${nameOf(change)}: still open`));
}

const TRIES: ReadonlySet<string> = new Set(['begin_edit', 'edit', 'get_schedule']);

/**
 * Whose edit each one is: the changes follow each other, so that none goes back behind another, unless a pause went before it while
 * nothing of it had been sent that arrived; a pause goes before nothing that decides whether it is active. One that has ended to us sends nothing more. Undefined: of nobody whose turn it is.
 */
function owners(theCase: Case): { edit: SentEdit; owner: TakenChange | undefined }[] {
  const changes = changesOf(theCase);
  /** What has left, in its order. */
  const sent: { owner: TakenChange; isExecuted: boolean }[] = [];
  const isItsTurn = (change: TakenChange, position: number): boolean =>
    changes.slice(position + 1).every((later) => {
      const first = sent.findIndex(({ owner }) => owner === later);
      if (first === -1) return true;
      const hasArrived = sent.slice(0, first).some(({ owner, isExecuted }) => owner === change && isExecuted);
      const isKnown = hasArrived && !IS_NOT_ALWAYS_TOLD.has(change.name);
      return later.name === 'pause' && !SETS_STATUS.has(change.name) && !isKnown;
    });
  return theCase.edits.map((edit) => {
    const index = changes.findIndex(
      (change, position) =>
        isItsTurn(change, position) &&
        change.atMs <= edit.decidedMs &&
        endedMs(theCase, change) >= edit.decidedMs &&
        carriesOut(edit, change),
    );
    const owner = changes[index];
    if (owner !== undefined && edit.entry.exchange?.kind !== 'not_sent')
      sent.push({ owner, isExecuted: edit.isExecuted });
    return { edit, owner };
  });
}

const SETS_STATUS: ReadonlySet<string> = new Set(['pause', 'resume', 'cancel', 'uncancel']);

/** What has arrived, and no answer tells, is set once more: a pause goes before it while that is not known. */
const IS_NOT_ALWAYS_TOLD: ReadonlySet<string> = new Set(['changeInstallments', 'changeCard']);

const endedMs = (theCase: Case, change: TakenChange): number => {
  const { endedAt } = shownOf(theCase, change) ?? {};
  return endedAt === undefined ? Infinity : Date.parse(endedAt);
};

function outOfOrder(theCase: Case): Finding[] {
  return owners(theCase).flatMap(({ edit, owner }) =>
    owner === undefined
      ? [
          broken(
            `an edit of ${edit.entry.at} sets ${inWords(edit)}, and it is nobody's turn who asked for it`,
          ),
        ]
      : [],
  );
}

/**
 * "Done" is what was sent and executed, or what an answer showed since. What was never set is taken back by nothing; so is a
 * cancellation of what was paused, which is paused again, and one whose `uncancel` a pause went before.
 */
function claimedDone(theCase: Case): Finding[] {
  return changesOf(theCase).flatMap((change) => {
    const shown = shownOf(theCase, change);
    if (shown?.state !== 'done') return [];
    const untilMs = Date.parse(shown.endedAt ?? '');
    const isSent = theCase.edits.some(
      (edit) =>
        edit.isExecuted &&
        edit.decidedMs >= change.atMs &&
        edit.decidedMs <= untilMs &&
        carriesOut(edit, change),
    );
    const isDone =
      isSent ||
      isToldAnyway(theCase, change, untilMs) ||
      isActiveAnyway(theCase, change, untilMs) ||
      isPausedAgain(theCase, change) ||
      isPausedFirst(theCase, change);
    return isDone ? [] : [broken(`${nameOf(change)}: done to us, and the gateway never did it`)];
  });
}

/** The gateway tells what was asked for, whoever brought it about; or the schedule is over, so that nothing is charged. */
function isToldAnyway(theCase: Case, change: TakenChange, untilMs: number): boolean {
  const stops = change.name === 'pause' || change.name === 'cancel';
  const sent = theCase.edits.filter((edit) => edit.decidedMs >= change.atMs && carriesOut(edit, change));
  return toldSchedules(theCase, untilMs).some(
    ({ atMs, schedule }) =>
      atMs >= change.atMs &&
      ((stops && OVER.includes(schedule.status)) || sent.some((edit) => showsIn(edit, schedule) === true)),
  );
}

/** It is active since: what was to be taken back was never set, or somebody else has done it. */
const isActiveAnyway = (theCase: Case, { name, atMs, fields }: TakenChange, untilMs: number): boolean =>
  GOES_ON.has(name) &&
  fields.nextDate === undefined &&
  fields.chargeMissed !== true &&
  toldSchedules(theCase, untilMs).some(({ atMs: ms, schedule }) => ms >= atMs && schedule.status === 'ATV');

const GOES_ON: ReadonlySet<string> = new Set(['resume', 'uncancel']);

/** It was inactive when the cancellation was accepted, or the first one of several that stood; or a pause was under way then. */
function isPausedAgain(theCase: Case, change: TakenChange): boolean {
  const before = theCase.taken.slice(0, theCase.taken.indexOf(change));
  const takenBack = before.findLastIndex(
    (one) => one.name === 'uncancel' && shownOf(theCase, one)?.state === 'done',
  );
  const first = before.slice(takenBack + 1).find(({ name }) => name === 'cancel');
  if (change.name !== 'uncancel' || first === undefined) return false;
  const isPausedMeanwhile = before.some(
    (one) => one.name === 'pause' && one.atMs <= first.atMs && endedMs(theCase, one) >= first.atMs,
  );
  return isPausedMeanwhile || toldSchedules(theCase, first.atMs).at(-1)?.schedule.status === 'INA';
}

/** A pause that came after it was carried out before it: it leaves that as it is. */
const isPausedFirst = (theCase: Case, change: TakenChange): boolean =>
  change.name === 'uncancel' &&
  changesOf(theCase).some(
    (one) =>
      one.name === 'pause' &&
      one.atMs >= change.atMs &&
      shownOf(theCase, one)?.state === 'done' &&
      endedMs(theCase, one) <= endedMs(theCase, change),
  );

/** "Failed" is not what the last answer before it shows; and a cancellation is never given up. */
function claimedFailed(theCase: Case): Finding[] {
  return [...shownAllTheSame(theCase), ...cancelGivenUp(theCase)];
}

const cancelGivenUp = (theCase: Case): Finding[] =>
  changesOf(theCase)
    .filter((change) => change.name === 'cancel' && shownOf(theCase, change)?.state === 'failed')
    .map((change) => broken(`${nameOf(change)}: a cancellation that failed`));

function shownAllTheSame(theCase: Case): Finding[] {
  return owners(theCase).flatMap(({ edit, owner }) => {
    const shown = owner === undefined ? undefined : shownOf(theCase, owner);
    if (owner === undefined || shown?.state !== 'failed' || !edit.isExecuted) return [];
    const last = theCase.evidence.findLast(
      ({ atMs, route }) => route === 'get_schedule' && atMs <= Date.parse(shown.endedAt ?? ''),
    );
    const isShown =
      last?.schedule !== undefined &&
      last.atMs > Date.parse(edit.entry.settledAt ?? '') &&
      showsIn(edit, last.schedule) === true;
    return isShown
      ? [broken(`${nameOf(owner)}: failed to us (${shown.problem?.code ?? ''}), and the gateway shows it`)]
      : [];
  });
}

/** An edit is set once more only where an answer since does not show it. What only stops the charges may be repeated. */
function sentAgain(theCase: Case): Finding[] {
  const sent = owners(theCase);
  return sent.flatMap(({ edit, owner }, index) => {
    const before = sent
      .slice(0, index)
      .findLast((other) => other.owner === owner && other.edit.entry.exchange?.kind !== 'not_sent');
    if (owner === undefined || before === undefined || onlyStops(edit)) return [];
    const isShownOtherwise = theCase.evidence.some(
      ({ atMs, route, schedule }) =>
        route === 'get_schedule' &&
        atMs > before.edit.decidedMs &&
        atMs <= edit.decidedMs &&
        schedule !== undefined &&
        showsIn(before.edit, schedule) !== true,
    );
    return isShownOtherwise
      ? []
      : [broken(`${nameOf(owner)}: sent again, and nobody had asked what it came to`)];
  });
}

const onlyStops = ({ sets }: SentEdit): boolean => sets['status'] === 'INA' && Object.keys(sets).length === 1;

const nameOf = ({ id, atMs }: TakenChange): string => `${id} of ${new Date(atMs).toISOString()}`;

const inWords = ({ sets }: SentEdit): string => JSON.stringify(sets);

const broken = (what: string): Finding => ({ invariant: 'I16 changes are carried out in order', what });
