import type { Change } from '../../../domain/edits/change';
import type { Edit } from '../../../domain/edits/edit';
import { noteBeginning, noteSending, takeSeid } from '../../../domain/edits/apply-edit';
import { takeCommand } from '../../../domain/edits/take-command';
import { commandById } from '../../../domain/edits/known-commands';
import { lookAtEdit } from '../../../domain/edits/look-at-edit';
import type { Command } from '../../../domain/edits/command';
import type { CallOutcome, ScheduleFacts } from '../../../domain/gateway/answers';
import { applyEdited } from '../../../domain/subscription/apply-step';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, orderOf, running, scheduleFacts, START_MS } from '../support/record';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const AMOUNT: Change = { kind: 'changeAmount', amountCents: 5_990 };
export const DATE: Change = { kind: 'changeNextDate', nextDate: '2027-01-20' };
export const CARD: Change = { kind: 'changeCard', card: { kind: 'vault', reference: 'new' } };
export const CANCEL: Change = { kind: 'cancel', when: 'now' };
export const PAUSE: Change = { kind: 'pause' };
const order = orderOf({ entry: 'start_later', payment: undefined });
export const live = (): SubscriptionRecord => running(order, { amountCents: 4_990 });
export const now = (nowMs = START_MS): ReturnType<typeof at> => at(nowMs, order);

export const asked = (change: Change, record = live(), id = 'a', nowMs = START_MS): SubscriptionRecord =>
  takeCommand(record, { id, change, by: 'Ana', reason: 'asked for' }, now(nowMs));

export const begun = (
  record: SubscriptionRecord,
  outcome: CallOutcome,
  nowMs = START_MS,
): SubscriptionRecord =>
  applyEdited(noteBeginning(record, now(nowMs)), { kind: 'begin_edit', command: 'a' }, outcome, now(nowMs));

/** Begun, and the SEID has come: it is to be sent. */
export const toSend = (change: Change, record = live()): SubscriptionRecord =>
  begun(takeSeid(noteBeginning(asked(change, record), now()), 'seid-1', now()), { kind: 'done', facts: {} });

export const sent = (
  record: SubscriptionRecord,
  outcome: CallOutcome,
  nowMs = START_MS,
): SubscriptionRecord =>
  applyEdited(noteSending(record, now(nowMs)), { kind: 'send_edit', command: 'a' }, outcome, now(nowMs));

export const shows = (
  record: SubscriptionRecord,
  changes: Partial<ScheduleFacts>,
  nowMs = START_MS,
): SubscriptionRecord =>
  lookAtEdit(record, scheduleFacts({ amountCents: 4_990, nextDate: '2027-01-10', ...changes }), now(nowMs));

export const editIn = ({ edit }: SubscriptionRecord): Edit => {
  if (edit === undefined) throw new Error('no edit is under way');
  return edit;
};
export const commandIn = (record: SubscriptionRecord, id = 'a'): Command => {
  const command = commandById(record, id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
};

export const DONE: CallOutcome = { kind: 'done', facts: {} };
export const LOST: CallOutcome = { kind: 'unknown', reason: 'answer_timeout' };
export const NOT_SENT: CallOutcome = { kind: 'not_sent', reason: 'dns' };
export const refused = (changes: object = {}): CallOutcome => ({
  ...{ kind: 'refused', facts: {}, code: '107', message: 'not allowed', refusedBy: 'gateway' },
  ...changes,
});
