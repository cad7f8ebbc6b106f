import type { SubscriptionRecord } from '../subscription/record';
import { STATUS_AFTER } from './change';
import type { Command } from './command';
import { isHiddenFromQueries, maySet, type Edit } from './edit';

// What was sent, and made way for a stop before anybody could tell what became of it. The next answer of the schedule tells.

/** The edit of a command that made way, while it is not known what became of it. */
export const givenWayOf = ({ gaveWay = [] }: SubscriptionRecord, { id }: Command): Edit | undefined =>
  gaveWay.find(({ command }) => command === id);

/** An edit that makes way is remembered where the gateway may have it. */
export const withGivenWay = (record: SubscriptionRecord, edit: Edit): SubscriptionRecord =>
  edit.sends === 0 || !(maySet(edit) || isHiddenFromQueries(edit))
    ? record
    : { ...record, gaveWay: [...withoutEditOf(record.gaveWay, edit.command), edit] };

/** What has ended, and may have set a date, is remembered for that date: it is ours, whatever the command came to. */
export const withDateSought = (record: SubscriptionRecord, edit: Edit): SubscriptionRecord =>
  edit.fields.nextDate !== undefined && maySet(edit) ? withGivenWay(record, edit) : record;

/** What became of it is known, or it is under way again. */
export function withoutGivenWay(record: SubscriptionRecord, command: string): SubscriptionRecord {
  const { gaveWay, ...rest } = record;
  const left = withoutEditOf(gaveWay, command);
  return left.length === 0 ? rest : { ...rest, gaveWay: left };
}

const withoutEditOf = (edits: readonly Edit[] = [], command: string): Edit[] =>
  edits.filter((edit) => edit.command !== command);

/**
 * Whether a command that makes way may be found to be set after all. What makes the schedule active is not looked for: the stop that it
 * makes way for stands, whatever became of it.
 */
export const isRemembered = ({ change }: Command, edit: Edit): boolean =>
  edit.sends > 0 && maySet(edit) && change.kind !== 'cancel' && STATUS_AFTER[change.kind] !== 'active';
