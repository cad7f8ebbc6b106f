import type { Case } from './case';
import type { Finding } from './finding';
import type { FindCause } from './causes/cause';
import { FLAG_CAUSES, OCCURRENCES } from './flag-causes';

/** I7 and I8: every flag that was ever up has its cause, and what must raise a flag has raised it. */
export function flagsHaveCauses(theCase: Case): Finding[] {
  return [...withoutCause(theCase), ...missed(theCase)];
}

/** Flags that were up at any time, with the moment at which each was first seen. */
function flagsSeen({ life, view }: Case): Map<string, string> {
  const seen = new Map<string, string>();
  const shown = [
    ...life.attention,
    { at: new Date(life.playedUntilMs).toISOString(), flags: view.attention },
  ];
  for (const { at, flags } of shown) for (const flag of flags) if (!seen.has(flag)) seen.set(flag, at);
  return seen;
}

function withoutCause(theCase: Case): Finding[] {
  return [...flagsSeen(theCase)].flatMap(([flag, at]) => {
    const causeOf = (FLAG_CAUSES as Partial<Record<string, FindCause>>)[flag];
    if (causeOf === undefined)
      return [alarm(`${flag} on ${at}: the judge knows no cause of this flag; add one to flag-causes.ts`)];
    if (!theCase.isDisturbed) return [alarm(`${flag} on ${at}, in a life in which nothing odd was done`)];
    return causeOf(theCase, Date.parse(at)) === 'none' ? [alarm(`${flag} on ${at}, without a cause`)] : [];
  });
}

function missed(theCase: Case): Finding[] {
  // What is not adopted is none of ours, whatever the gateway tells of it.
  if (theCase.life.script.past !== undefined && theCase.adopted === undefined) return [];
  const seen = flagsSeen(theCase);
  return [
    ...Object.entries(FLAG_CAUSES).flatMap(([flag, causeOf]) =>
      seen.has(flag) || causeOf(theCase) !== 'certain' ? [] : [unseen(`${flag} was never raised`)],
    ),
    ...Object.entries(OCCURRENCES).flatMap(([flag, occurrencesOf]) =>
      occurrencesOf(theCase)
        .filter((ms) => !isUpAfter(theCase, flag, ms))
        .map((ms) => unseen(`${flag} was not up for what was told at ${new Date(ms).toISOString()}`)),
    ),
  ];
}

/** Whether a flag was up at a moment or later. It is not enough that it was up once: what comes after a person has looked raises it again. */
function isUpAfter({ life, view }: Case, flag: string, ms: number): boolean {
  const isShown = life.attention.some(
    ({ flags }, index) => flags.includes(flag) && Date.parse(life.attention[index + 1]?.at ?? LATEST) > ms,
  );
  return isShown || (view.attention as readonly string[]).includes(flag);
}

const LATEST = '9999-12-31T00:00:00.000Z';
const unseen = (what: string): Finding => ({ invariant: 'I8 no cause without its flag', what });
const alarm = (what: string): Finding => ({ invariant: 'I7 no flag without its cause', what });
