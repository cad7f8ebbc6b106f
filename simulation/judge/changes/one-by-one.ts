import type { WireEntry } from '../../worker/wire';
import type { Case } from '../case';
import { shortId, type Finding } from '../finding';

/** I17: at most one edit of a schedule is open at the gateway: none is begun or sent while one before may still be executed, and each SEID is used once. */
export const editedOneByOne = (theCase: Case): Finding[] => [...overlapping(theCase), ...forged(theCase)];

function overlapping({ life }: Case): Finding[] {
  const ofEdits = life.wire.filter(({ route }) => route === 'begin_edit' || route === 'edit');
  return ofEdits.flatMap((entry) => {
    const earlier = ofEdits.filter(({ route, sequence }) => route === 'edit' && sequence < entry.sequence);
    const open = earlier.find((before) => isUnderWay(before, entry.at));
    const isReused = entry.route === 'edit' && earlier.some(({ subject }) => subject === entry.subject);
    return [
      ...(open === undefined
        ? []
        : [other(`${entry.route} of ${entry.at}, while the edit of ${open.at} was under way`)]),
      ...(isReused ? [other(`the SEID ${shortId(entry.subject)} was used twice`)] : []),
    ];
  });
}

/** A SEID is the gateway's. Another one is used only when it came first, from somebody who knew the moment and the address. */
function forged({ life }: Case): Finding[] {
  const given = new Set(life.truth.edits.map(({ seid }) => seid));
  const mayComeFirst =
    life.script.faults.some(
      ({ type, id, ...fault }) =>
        type === 'forged_seid' && id in life.faults && 'when' in fault && fault.when === 'before',
    ) ||
    life.acts.some(({ act, done }) => act.kind === 'forged_post' && done && act.forgery === 'seid_unasked');
  if (mayComeFirst) return [];
  return life.wire
    .filter(({ route, subject }) => route === 'edit' && !given.has(subject))
    .map(({ at, subject }) =>
      other(`the edit of ${at} uses ${shortId(subject)}, which the gateway never gave`),
    );
}

/** Of what vanished nothing comes, and what is held after its execution is executed. */
const isUnderWay = ({ request, settledAt, faultKind = '' }: WireEntry, at: string): boolean =>
  request !== undefined && !OVER_AT_ONCE.has(faultKind) && (settledAt === undefined || settledAt > at);

const OVER_AT_ONCE: ReadonlySet<string> = new Set(['silence', 'hold']);

const other = (what: string): Finding => ({ invariant: 'I17 one edit at a time', what });
