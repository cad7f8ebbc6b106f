import { isEndState } from '../../contract/vocabulary';
import type { Case } from './case';
import type { Finding } from './finding';

const DAY_MS = 86_400_000;
/** The wall: by day 14 an unknown outcome is learnt or a person is asked; a day is left for the way there. */
const WALL_MS = 15 * DAY_MS;
/** How late a subscription may be with its own next moment when the life is looked at. */
const LATE_MS = DAY_MS;
/** The opening is over by then, one way or the other, unless a person is asked. */
const OPENING_WITHIN_MS = 40 * DAY_MS;
const OPENING: readonly string[] = ['creating', 'paying', 'activating', 'resolving'];

/** A span in which the outcome of a call was not known, milliseconds. */
export interface Doubt {
  fromMs: number;
  /** Undefined while it lasts. */
  toMs: number | undefined;
  /** What the subscription became; `blocked`: a person was asked. */
  became: string | undefined;
}

/** Every doubt of a life, as the subscription showed it. */
export function doubtsOf({ states }: Case): Doubt[] {
  return states.flatMap(({ state, atMs }, index) => {
    if (state !== 'resolving') return [];
    const next = states.slice(index + 1).find((later) => later.state !== 'resolving');
    return [{ fromMs: atMs, toMs: next?.atMs, became: next?.state }];
  });
}

/** I5: what is unknown is learnt, or a person is asked, by day 14; and the opening does not last for ever. */
export function doubtsEnd(theCase: Case): Finding[] {
  const { playedUntilMs, view, life } = theCase;
  const long = doubtsOf(theCase).filter(({ fromMs, toMs = playedUntilMs }) => toMs - fromMs > WALL_MS);
  const isOpening = OPENING.includes(view.state) && playedUntilMs - life.script.startMs > OPENING_WITHIN_MS;
  return [
    ...long.map(({ fromMs }) => open(`in doubt since ${dayOf(fromMs)}, for more than 15 days`)),
    ...(isOpening && view.attention.length === 0
      ? [open(`still ${view.state} on ${dayOf(playedUntilMs)}`)]
      : []),
  ];
}

/** I11: the code does on its own record what it did; I12: nothing stops it, and it knows what it waits for. */
export function goesOn({ life, view, playedUntilMs }: Case): Finding[] {
  const { stuck, nondeterminism, ended } = life;
  const { nextMoment } = view;
  const isLate = nextMoment === undefined || Date.parse(nextMoment) < playedUntilMs - LATE_MS;
  const findings: Finding[] = [];
  if (nondeterminism !== undefined)
    findings.push({ invariant: 'I11 the code repeats itself', what: nondeterminism });
  if (stuck !== undefined) findings.push(stands(`the workflow code failed: ${stuck}`));
  else if (!ended && isLate) findings.push(stands(`${view.state}, and waits for ${nextMoment ?? 'nothing'}`));
  if (ended && !isEndState(view.state)) findings.push(stands(`ended as ${view.state}`));
  return findings;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const open = (what: string): Finding => ({ invariant: 'I5 what is unknown is resolved', what });
const stands = (what: string): Finding => ({ invariant: 'I12 a life goes on', what });
