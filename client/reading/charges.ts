import { refundLines, type RefundLine } from '../../contract/refund-lines';
import type { SubscriptionView } from '../../contract/view';
import type { TemporalAccess } from '../access';
import { LOOKED_AT_LATER, TEXT, checkOptions, type Checks } from '../check-options';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { pageTokenOf, readPageToken } from '../listing/page-token';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { readView } from './read-view';
import { eachRunInput } from './run-inputs';

type Ledger = SubscriptionView['ledger'];
type Cycle = Ledger['cycles'][number];

/** Which page of the charges. */
export interface ChargesRequest {
  /**
   * Cycles on the page, 1–600.
   *
   * @default 50
   */
  pageSize?: number;
  /** From the page before. */
  pageToken?: string;
}

const CHARGES_REQUEST: Checks<ChargesRequest> = { pageSize: LOOKED_AT_LATER, pageToken: TEXT };

/** One page of the cycles of a subscription with every charge, newest first. */
export interface ChargesPage {
  cycles: Cycle[];
  /** The immediate payment; on the last page, since it came first. */
  immediate: Ledger['immediate'];
  /** The refunds by which money of the charges on this page went back, oldest first. */
  refunds: RefundLine[];
  /** Of the whole life, whatever is kept in detail. */
  summary: Ledger['summary'];
  /** Cycles of which the namespace keeps no detail any more, up to this number. They still count in `summary`. */
  notKept?: { cycles: number; upToNumber: number };
  /** Give it back for the page after this; absent on the last one. */
  nextPageToken?: string;
}

/**
 * Reads one page of cycles and charges, newest first: what the subscription itself has in detail, and then what earlier runs had.
 *
 * @throws InvalidRequestError, and the errors of `get`
 */
export async function readCharges(
  access: TemporalAccess,
  ref: SubscriptionRef,
  request: ChargesRequest,
): Promise<ChargesPage> {
  checkOptions(request, CHARGES_REQUEST);
  const { pageSize = CLIENT_LIMITS.cyclesOnPage, pageToken } = request;
  const workflowId = workflowIdFor(ref);
  checkPageSize(pageSize);
  const list = `charges\n${access.client.options.namespace}\n${workflowId}`;
  const wanted = pageToken === undefined ? undefined : placeIn(list, pageToken);
  const { ledger, refunds } = await readView(access, ref);
  const below = wanted ?? ledger.summary.cycles + 1;
  const numbers = numbersBetween(Math.max(1, below - pageSize), below);
  const known: Known = {
    cycles: new Map(ledger.cycles.map((cycle) => [cycle.number, cycle])),
    refunds: new Map(refundLines(refunds).map((refund) => [refund.id, refund])),
  };
  const isKept = await lookIntoRuns(access, workflowId, known, numbers);
  return pageOf(ledger, known, numbers, isKept, list);
}

/** What was read so far. */
interface Known {
  cycles: Map<number, Cycle>;
  refunds: Map<string, RefundLine>;
}

/**
 * Looks into earlier runs until every cycle of the page is known.
 *
 * @returns false when no run is left that could tell more
 */
async function lookIntoRuns(
  access: TemporalAccess,
  workflowId: string,
  { cycles, refunds }: Known,
  numbers: readonly number[],
): Promise<boolean> {
  const isWhole = (): boolean => numbers.every((number) => cycles.has(number));
  if (isWhole()) return true;
  for await (const run of eachRunInput(access, workflowId)) {
    // What a newer run says of a cycle stands.
    for (const cycle of run.cycles) if (!cycles.has(cycle.number)) cycles.set(cycle.number, cycle);
    for (const refund of run.refunds) refunds.set(refund.id, refund);
    if (isWhole()) return true;
  }
  return false;
}

function pageOf(
  { immediate, summary }: Ledger,
  { cycles: known, refunds }: Known,
  numbers: readonly number[],
  isKept: boolean,
  list: string,
): ChargesPage {
  const from = numbers.at(-1) ?? 1;
  const isMore = from > 1 && (isKept || numbersBetween(1, from).some((number) => known.has(number)));
  const missing = (isMore ? numbers : numbersBetween(1, (numbers[0] ?? 0) + 1)).filter(
    (number) => !known.has(number),
  );
  const [upToNumber] = missing;
  const cycles = numbers.flatMap((number) => known.get(number) ?? []);
  const first = isMore ? [] : immediate;
  return {
    cycles,
    immediate: first,
    refunds: ofCharges([...first, ...cycles.flatMap(({ charges }) => charges)], refunds),
    summary,
    ...(upToNumber === undefined ? {} : { notKept: { cycles: missing.length, upToNumber } }),
    ...(isMore ? { nextPageToken: pageTokenOf(list, Buffer.from(String(from))) } : {}),
  };
}

/** The refunds of some charges, oldest first. */
const ofCharges = (charges: Ledger['immediate'], refunds: Known['refunds']): RefundLine[] => {
  const nits = new Set(charges.map(({ nit }) => nit));
  return [...refunds.values()]
    .filter(({ charge }) => nits.has(charge))
    .toSorted((one, other) => one.at.localeCompare(other.at));
};

/** Whole numbers from one until before another, the greatest first. */
const numbersBetween = (from: number, below: number): number[] =>
  Array.from({ length: Math.max(0, below - from) }, (_, index) => below - 1 - index);

const placeIn = (list: string, token: string): number =>
  Number(Buffer.from(readPageToken(list, token)).toString('utf8'));

function checkPageSize(pageSize: number): void {
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= CLIENT_LIMITS.cyclesOnPageMax) return;
  const problem = `must be a whole number from 1 to ${CLIENT_LIMITS.cyclesOnPageMax}`;
  throw new InvalidRequestError([{ field: 'pageSize', problem }]);
}
