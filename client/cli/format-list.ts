import type { SubscriptionPage, SubscriptionSummary } from '../listing/list-subscriptions';
import { columns, localTime, plain, reais } from './text';

/** A page of a list as a table, with the command for the next page. */
export function listText({ subscriptions, nextPageToken }: SubscriptionPage): string {
  if (subscriptions.length === 0) return 'No subscription fits.';
  const more = nextPageToken === undefined ? '' : `\n\nMore: repeat with --page-token ${nextPageToken}`;
  return `${columns([HEADINGS, ...subscriptions.map(rowOf)])}${more}`;
}

const HEADINGS = ['SUBSCRIPTION', 'STATE', 'SCHEDULE', 'AMOUNT', 'NEXT CHARGE', 'STARTED', 'ATTENTION'];

function rowOf(summary: SubscriptionSummary): string[] {
  const { merchant, orderId, state, scheduleStatus, amountCents, nextChargeAt, startedAt, needsAttention } =
    summary;
  return [
    plain(`${merchant}/${orderId}`),
    plain(stateOf(state, summary.workflowStatus)),
    plain(scheduleStatus ?? ''),
    reais(amountCents),
    localTime(nextChargeAt),
    localTime(startedAt),
    needsAttention ? 'yes' : '',
  ];
}

/** A workflow that did not end by itself must not look as if it were still followed. */
function stateOf(state: string | undefined, workflowStatus: string): string {
  if (workflowStatus === 'RUNNING' || workflowStatus === 'COMPLETED') return state ?? '';
  return state === undefined ? workflowStatus : `${state} (${workflowStatus})`;
}
