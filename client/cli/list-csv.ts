import type { SubscriptionSummary } from '../listing/summary';
import { csvOf } from './csv';

const HEADINGS = [
  'merchant',
  'order_id',
  'state',
  'schedule_status',
  'amount_cents',
  'next_charge_at',
  'denied_cycles',
  'owed_cents',
  'needs_attention',
  'workflow_status',
  'started_at',
  'ended_at',
];

/** Subscriptions as comma-separated values: one line each, instants in UTC, amounts in cents. */
export const listCsv = (subscriptions: readonly SubscriptionSummary[]): string =>
  csvOf([HEADINGS, ...subscriptions.map(rowOf)]);

const rowOf = (summary: SubscriptionSummary): string[] => [
  summary.merchant,
  summary.orderId,
  summary.state ?? '',
  summary.scheduleStatus ?? '',
  textOf(summary.amountCents),
  summary.nextChargeAt ?? '',
  textOf(summary.deniedCycles),
  textOf(summary.owedCents),
  String(summary.needsAttention),
  summary.workflowStatus,
  summary.startedAt,
  summary.endedAt ?? '',
];

const textOf = (count: number | undefined): string => (count === undefined ? '' : String(count));
