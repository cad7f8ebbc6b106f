import { formatReais } from '../money';
import { isAboutSameDate, type IsoDate } from '../calendar';
import type { SchedulePhase } from '../gateway/status';
import { executionsOf } from './executions';
import { allCharges, type Cycle, type Ledger } from './ledger';
import type { ChargeOutcome } from './outcomes';

/** Something that differs from what was sold, with both values in words. */
export interface Difference {
  key: string;
  what: string;
  about: DifferenceAbout;
}

/** What can differ. `executions` are those that were made, held against the count that was sold. */
export const DIFFERING_FIELDS = [
  'amountCents',
  'firstDate',
  'nextDate',
  'numberOfTimes',
  'executions',
] as const;

/** The same by field: the term, what was sold of it (nothing where that was without end), and what the gateway has. */
export interface DifferenceAbout {
  field: (typeof DIFFERING_FIELDS)[number];
  /** The charge. */
  nit?: string;
  /** Integer cents, a count or a date. */
  sold?: number | string;
  /** Absent where it cannot be read. */
  found?: number | string;
  /** The date that the gateway goes on to. */
  goesOnTo?: IsoDate;
  /** The gateway has finished. */
  isFinished?: true;
}

/** What was sold, as changed since. */
export interface Sold {
  amountCents: number;
  firstDate: IsoDate;
  numberOfTimes?: number | undefined;
}

/** What the gateway keeps. */
export interface Kept {
  phase: SchedulePhase;
  amountCents?: number | undefined;
  initialDate?: IsoDate | undefined;
  numberOfTimes?: number | undefined;
  nextDate?: IsoDate | undefined;
  currentTimes?: number | undefined;
  /** Of an adopted schedule: executions from before us. */
  executedBefore?: number | undefined;
}

/** What the gateway keeps of the schedule, held against what was sold: amount, dates, count. */
export function termsThatDiffer(sold: Sold, kept: Kept, ledger: Ledger): Difference[] {
  return [
    ...amountDifference(sold, kept),
    ...firstDateDifference(sold, kept),
    ...countDifference(sold, kept, ledger),
    ...ledger.cycles.flatMap(dateDifference),
  ];
}

/** Charges whose amount is not the one that was sold, or could not be read. */
export function chargesThatDiffer(ledger: Ledger): Difference[] {
  return allCharges(ledger).flatMap(({ nit, outcome, amountCents, soldCents, amountUnreadable }) => {
    if (!MOVES_MONEY.includes(outcome)) return [];
    if (amountUnreadable === true)
      return [
        {
          key: `${nit}/unreadable`,
          what: `the amount of the charge with NIT ${nit} could not be read`,
          about: { field: 'amountCents', nit },
        },
      ];
    if (soldCents === undefined || amountCents === undefined) return [];
    const what = `charged ${formatReais(amountCents)} for ${formatReais(soldCents)} (NIT ${nit})`;
    const about = { field: 'amountCents', nit, sold: soldCents, found: amountCents } as const;
    return [{ key: `${nit}/${String(soldCents)}/${String(amountCents)}`, what, about }];
  });
}

/** What was denied, undone or failed took nothing from anybody. */
const MOVES_MONEY: readonly ChargeOutcome[] = ['paid', 'reversed', 'pending', 'unknown'];

function amountDifference(sold: Sold, kept: Kept): Difference[] {
  if (kept.amountCents === undefined || kept.amountCents === sold.amountCents) return [];
  return [
    {
      key: `amount/${String(sold.amountCents)}/${String(kept.amountCents)}`,
      what: `amount: sold ${formatReais(sold.amountCents)}, the gateway keeps ${formatReais(kept.amountCents)}`,
      about: { field: 'amountCents', sold: sold.amountCents, found: kept.amountCents },
    },
  ];
}

function firstDateDifference(sold: Sold, kept: Kept): Difference[] {
  if (kept.initialDate === undefined || kept.initialDate === sold.firstDate) return [];
  return [
    {
      key: `firstDate/${sold.firstDate}/${kept.initialDate}`,
      what: `first date: sold ${sold.firstDate}, the gateway keeps ${kept.initialDate}`,
      about: { field: 'firstDate', sold: sold.firstDate, found: kept.initialDate },
    },
  ];
}

/** A count that the gateway does not tell shows when it goes on after the last execution that was sold. */
function countDifference(sold: Sold, kept: Kept, ledger: Ledger): Difference[] {
  const soldTimes = sold.numberOfTimes === undefined ? 'without end' : String(sold.numberOfTimes);
  if (kept.numberOfTimes !== undefined && kept.numberOfTimes !== sold.numberOfTimes) {
    const keptTimes = String(kept.numberOfTimes);
    return [
      {
        key: `times/${soldTimes}/${keptTimes}`,
        what: `number of times: sold ${soldTimes}, the gateway keeps ${keptTimes}`,
        about: { field: 'numberOfTimes', ...soldCount(sold), found: kept.numberOfTimes },
      },
    ];
  }
  return kept.phase === 'finished'
    ? finishedEarly(sold, kept, ledger)
    : goneOnTooLong(sold.numberOfTimes, kept, ledger);
}

const soldCount = ({ numberOfTimes }: Pick<Sold, 'numberOfTimes'>): { sold?: number } =>
  numberOfTimes === undefined ? {} : { sold: numberOfTimes };

/** The gateway made all executions, by its own counter: it counts the immediate payment if that counts towards them. */
function finishedEarly(
  { numberOfTimes }: Sold,
  { currentTimes, executedBefore = 0 }: Kept,
  ledger: Ledger,
): Difference[] {
  const executed = currentTimes ?? executedBefore + executionsOf(ledger).decided + ledger.immediate.length;
  if (numberOfTimes !== undefined && executed >= numberOfTimes) return [];
  const soldTimes = numberOfTimes === undefined ? 'without end' : String(numberOfTimes);
  return [
    {
      key: `times/${soldTimes}/finished/${String(executed)}`,
      what: `number of times: sold ${soldTimes}, and the gateway has finished after ${String(executed)}`,
      about: { field: 'executions', ...soldCount({ numberOfTimes }), found: executed, isFinished: true },
    },
  ];
}

function goneOnTooLong(soldTimes: number | undefined, kept: Kept, ledger: Ledger): Difference[] {
  if (soldTimes === undefined) return [];
  // A repetition of one cycle is no further one.
  const executed = (kept.executedBefore ?? 0) + executionsOf(ledger).executedCycles;
  const goesOnTo = kept.phase === 'active' ? kept.nextDate : undefined;
  if (executed < soldTimes || (executed === soldTimes && goesOnTo === undefined)) return [];
  const next = goesOnTo === undefined ? '' : `, and the gateway goes on to ${goesOnTo}`;
  return [
    {
      key: `times/${String(soldTimes)}/executed/${String(executed)}`,
      what: `number of times: sold ${String(soldTimes)}, executed ${String(executed)}${next}`,
      about: {
        field: 'executions',
        ...{ sold: soldTimes, found: executed },
        ...(goesOnTo === undefined ? {} : { goesOnTo }),
      },
    },
  ];
}

/** A due date that is not the expected one, unless the gateway itself put it off after an error. */
function dateDifference({ dueDate, originalDate, charges }: Cycle): Difference[] {
  if (originalDate === undefined || isAboutSameDate(originalDate, dueDate)) return [];
  if (charges.some(({ outcome }) => outcome === 'failed' || outcome === 'expired')) return [];
  const what = `next date: ${originalDate} was to be expected, the gateway charges on ${dueDate}`;
  const about = { field: 'nextDate', sold: originalDate, found: dueDate } as const;
  return [{ key: `date/${originalDate}/${dueDate}`, what, about }];
}
