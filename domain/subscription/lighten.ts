import { dateInSaoPaulo, instantOf } from '../calendar';
import { isOfForgotten } from '../edits/kept-commands';
import { withoutOldCommands } from '../edits/known-commands';
import { boundedAudit } from '../audit';
import { sumUp } from '../ledger/sum-up';
import { LIMITS } from '../limits';
import { isToBeRefunded } from '../refunds/open-refunds';
import { weightOf, type Bounds } from '../weight';
import { moneyMatters } from './money-matters';
import type { Occurrence } from './occurrence';
import type { SubscriptionRecord } from './record';

/** How much a new run keeps in detail. */
export interface DetailKept {
  cycles: Bounds;
  audit: Bounds;
  /** Commands that ended. */
  commands: Bounds;
}

/**
 * Makes a record light for a new run. Nothing is lost by it while the namespace keeps that run: its input is the record as it was
 * before. Sums, flags and plan stay what they were.
 */
export function lighten(
  record: SubscriptionRecord,
  nowMs: number,
  kept: DetailKept = LIMITS.detailKept,
): SubscriptionRecord {
  const today = dateInSaoPaulo(instantOf(nowMs));
  const ledger = sumUp(record.ledger, today, kept.cycles, ({ nit }) => isToBeRefunded(record, nit));
  const audit = boundedAudit(record.audit, kept.audit);
  const known = record.commands === undefined ? record : withoutOldCommands(record, kept.commands);
  const light = { ...known, ledger, audit };
  return withMattersKept(record, light);
}

/** True when a record is heavy, and would be much lighter in a new run. */
export function isHeavy(record: SubscriptionRecord, nowMs: number): boolean {
  const bytes = weightOf(record);
  if (bytes < LIMITS.heavyRecordBytes) return false;
  return bytes - weightOf(lighten(record, nowMs)) >= LIMITS.worthShedding;
}

/**
 * What nobody has looked after stays before a person, also when its cycle has left. What was looked after and cannot occur any more
 * is forgotten.
 */
function withMattersKept(before: SubscriptionRecord, after: SubscriptionRecord): SubscriptionRecord {
  const acknowledged = new Set(before.acknowledged);
  const still = new Set(moneyMatters({ ...after, earlierMatters: [] }).map(({ key }) => key));
  const gone = moneyMatters(before).filter(({ key }) => !still.has(key));
  const open = gone.filter(({ key }) => !acknowledged.has(key));
  const leaving = new Set(gone.map(({ key }) => key));
  const { earlierMatters, ...light } = after;
  const { commands = [], refunds = [] } = after;
  const known = [...commands, ...refunds];
  const kept = after.acknowledged.filter((key) => !leaving.has(key) && !isOfForgotten(key, known));
  return {
    ...light,
    acknowledged: kept,
    ...(open.length === 0 ? {} : { earlierMatters: newestOfEach(open) }),
  };
}

/** As many of each flag as a person can make use of: one is enough to keep it up. */
function newestOfEach(matters: readonly Occurrence[]): Occurrence[] {
  const flags = [...new Set(matters.map(({ flag }) => flag))];
  return flags.flatMap((wanted) =>
    matters.filter(({ flag }) => flag === wanted).slice(-LIMITS.earlierMattersOfAFlag),
  );
}
