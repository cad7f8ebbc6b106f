import type { SubscriptionState } from '../../domain/subscription/states';
import type { Attention } from '../../domain/subscription/attention';
import type { SubscriptionPage } from '../listing/list-subscriptions';
import type { SubscriptionSummary } from '../listing/summary';
import { sameCommandWith } from './command-text';
import { adviceOn } from './flag-advice';
import type { Look } from './look';
import { styleOfState } from './paint';
import { paragraph, table, type Cell, type Column } from './table';
import type { Words } from './words/words';
import { localDate, localTime, plain, reais } from './text';

/** The flags of subscriptions by workflow id, where they are known. */
export type FlagsById = ReadonlyMap<string, readonly Attention[]>;

/** A page of a list as a table, what the flags in it mean and ask for, and the command for the next page. */
export function listText(
  { subscriptions, nextPageToken }: SubscriptionPage,
  look: Look,
  flags: FlagsById = new Map(),
): string {
  if (subscriptions.length === 0) return look.words.nothingFits;
  const rows = subscriptions.map((summary) => rowOf(summary, look, flags.get(summary.workflowId)));
  const known = [...new Set([...flags.values()].flat())];
  const outside = [
    ...new Set(subscriptions.map(({ workflowStatus }) => workflowStatus).filter(isFromOutside)),
  ];
  const parts = [
    table(columnsOf(look), rows, look),
    known.length === 0
      ? ''
      : `${look.words.flagged}\n${indented(adviceOn(known, { ...look, width: look.width - 2 }))}`,
    outside.length === 0 ? '' : paragraph(look.words.endedFromOutside(outside.join(', ')), look.width),
    nextPageToken === undefined
      ? ''
      : `${look.words.more}\n${sameCommandWith(look, '--page-token', nextPageToken)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const columnsOf = ({ words: { names } }: Look): Column[] => [
  { head: names.subscription.toUpperCase() },
  { head: names.state.toUpperCase(), wraps: true },
  { head: names.schedule.toUpperCase(), drop: 2 },
  { head: names.amount.toUpperCase() },
  { head: names.nextCharge.toUpperCase() },
  { head: names.started.toUpperCase(), drop: 1 },
  { head: names.denied.toUpperCase(), drop: 3 },
  { head: names.owed.toUpperCase() },
  { head: names.attention.toUpperCase(), wraps: true },
];

function rowOf(summary: SubscriptionSummary, look: Look, flags: readonly Attention[] | undefined): Cell[] {
  const { merchant, orderId, state, scheduleStatus, amountCents, nextChargeAt, startedAt } = summary;
  const { deniedCycles = 0, owedCents = 0, needsAttention, workflowStatus } = summary;
  return [
    plain(`${merchant}/${orderId}`),
    { text: plain(stateOf(state, workflowStatus, look)), style: styleOfState(state ?? '') },
    plain(scheduleStatus ?? ''),
    reais(amountCents),
    localDate(nextChargeAt),
    localTime(startedAt),
    deniedCycles === 0 ? '' : { text: String(deniedCycles), style: 'bad' },
    owedCents === 0 ? '' : { text: reais(owedCents), style: 'bad' },
    needsAttention ? { text: (flags ?? ['!']).join(', '), style: 'warn' } : '',
  ];
}

/** A later version may have states that are not known here. */
const nameOf = (state: string, { states }: Words): string =>
  Object.hasOwn(states, state) ? states[state as SubscriptionState] : state;

const isFromOutside = (workflowStatus: string): boolean =>
  workflowStatus !== 'RUNNING' && workflowStatus !== 'COMPLETED';

/** A workflow that did not end by itself must not look as if it were still followed. */
function stateOf(state: string | undefined, workflowStatus: string, { words }: Look): string {
  const name = state === undefined ? undefined : nameOf(state, words);
  if (!isFromOutside(workflowStatus)) return name ?? '';
  return name === undefined ? workflowStatus : `${name} (${workflowStatus})`;
}
