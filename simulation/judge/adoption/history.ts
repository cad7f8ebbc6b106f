import { dateOf } from '../../../sandbox/time/calendar';
import type { Case } from '../case';
import { shortId, type Finding } from '../finding';

/** Dates this close together may be the same due date, by either reading of the month-end rule; days. */
const DAY_MS = 86_400_000;

/**
 * I24: what was executed before an adoption is history: it is counted as the gateway counts it, never asked for, never on our books;
 * the next date of the gateway is the first cycle.
 */
export const historyStaysHistory = (theCase: Case): Finding[] => [
  ...asked(theCase),
  ...onOurBooks(theCase),
  ...counted(theCase),
  ...firstCycle(theCase),
];

function asked({ life, history }: Case): Finding[] {
  const before = new Set(history.map(({ nit }) => nit));
  return life.wire
    .filter(({ route, subject }) => route === 'get_transaction' && before.has(subject))
    .map(({ subject, at }) => wrong(`${shortId(subject)} of before was asked for at ${at}`));
}

function onOurBooks({ known, history }: Case): Finding[] {
  return known
    .filter(({ nit }) => history.some((charge) => charge.nit === nit))
    .map(({ nit }) => wrong(`${shortId(nit)} of before is on our books`));
}

function counted({ adopted, view }: Case): Finding[] {
  if (adopted === undefined) return [];
  const { currentTimes, nits = [] } = adopted.told;
  const executions = currentTimes ?? nits.length;
  const before = view.adoption?.before;
  return before?.executions === executions && before.listed === nits.length
    ? []
    : [
        wrong(
          `the gateway counted ${String(executions)} and listed ${String(nits.length)} before, and we know ${JSON.stringify(before ?? {})}`,
        ),
      ];
}

/**
 * While nobody moves it, the first cycle is that of the date which the gateway named. Where it had tried and counted nothing, the
 * date before that is repeated as one of ours.
 */
function firstCycle({ adopted, view, life, taken }: Case): Finding[] {
  const { nextDate, currentTimes, nits = [] } = adopted?.told ?? {};
  const { cycles } = view.ledger;
  const mayRepeat = currentTimes === 0 && nits.length > 0 && nextDate !== undefined;
  const first = cycles.find(
    ({ dueDate, charges }) => !(mayRepeat && dueDate < nextDate && charges.length > 0),
  );
  if (adopted === undefined || nextDate === undefined || first === undefined) return [];
  const isMoved =
    taken.length > 0 ||
    life.acts.some(
      ({ act, at, done }) => act.kind === 'portal_edit' && done && Date.parse(at) > adopted.historyUntilMs,
    );
  if (isMoved || view.ledger.earlier !== undefined || first.executedBefore === true) return [];
  const isIt = first.dueDate === nextDate || first.number > (mayRepeat ? 2 : 1);
  return isIt || Date.parse(first.dueDate) - Date.parse(nextDate) > 400 * DAY_MS
    ? []
    : [
        wrong(
          `the gateway named ${nextDate} on ${dateOf(new Date(adopted.atMs).toISOString())}, and our first cycle is ${first.dueDate}`,
        ),
      ];
}

const wrong = (what: string): Finding => ({ invariant: 'I24 what was before is history', what });
