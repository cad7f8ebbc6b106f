import { CHANGE_UPDATES, retireUpdate } from '../../../contract/messages';
import type { ChangeName } from '../../lives/script';
import type { LifeRecord } from '../../playing/life-record';
import { isCommandEvent } from '../../temporal/history';

/** A change that the subscription has accepted, as its history has it. */
export interface TakenChange {
  /** As the view calls it. */
  id: string;
  name: ChangeName;
  fields: ChangeFields;
  /** When it was accepted, milliseconds since the epoch. */
  atMs: number;
}

/** What a change asks for. */
export interface ChangeFields {
  amountCents?: number;
  nextDate?: string;
  installments?: number;
  chargeMissed?: boolean;
}

const NAMES: ReadonlySet<string> = new Set([...Object.keys(CHANGE_UPDATES), retireUpdate.name]);

/** The changes that were accepted, each once, in their order. */
export const takenChanges = (life: Pick<LifeRecord, 'runs'>): TakenChange[] =>
  acceptedUpdates(life, NAMES).map(({ id, name, arg, atMs }) => ({
    ...{ id, name: name as ChangeName, atMs },
    fields: JSON.parse(arg) as ChangeFields,
  }));

/** Updates of some names that the subscription has accepted, each once, in their order. */
export function acceptedUpdates(
  { runs }: Pick<LifeRecord, 'runs'>,
  names: ReadonlySet<string>,
): { id: string; name: string; arg: string; atMs: number }[] {
  const taken = new Map<string, { id: string; name: string; arg: string; atMs: number }>();
  for (const event of runs.flat()) {
    if (!isCommandEvent(event) || event.command.kind !== 'accept_update') continue;
    const { name = '', args: [arg = '{}'] = [] } = event.update ?? {};
    const id = `${name}/${event.command.updateId}`;
    if (names.has(name) && !taken.has(id)) taken.set(id, { id, name, arg, atMs: event.atMs });
  }
  return [...taken.values()];
}

/** A span in which a cancellation stood, milliseconds since the epoch; `toMs` is undefined where it was never taken back. */
export interface CancelledSpan {
  fromMs: number;
  toMs: number | undefined;
}

/** From the acceptance of a cancellation to that of its being taken back. */
export function cancelledSpans(taken: readonly TakenChange[]): CancelledSpan[] {
  const spans: CancelledSpan[] = [];
  for (const { name, atMs } of taken) {
    const open = spans.at(-1);
    const isOpen = open !== undefined && open.toMs === undefined;
    if (name === 'cancel' && !isOpen) spans.push({ fromMs: atMs, toMs: undefined });
    if (name === 'uncancel' && isOpen) open.toMs = atMs;
  }
  return spans;
}
