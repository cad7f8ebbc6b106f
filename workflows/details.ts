import type { SubscriptionInput } from '../contract/input';
import { termsInWords } from '../contract/terms';
import { cycleOutcome } from '../domain/ledger';
import { summarise } from '../domain/ledger-summary';
import { formatReais } from '../domain/money';
import type { SubscriptionRecord } from '../domain/subscription';

/** What the Web UI shows on top of an execution: where the subscription stands, in Markdown (R12). */
export function currentDetails(input: SubscriptionInput, record: SubscriptionRecord): string {
  const summary = summarise(record.ledger);
  const last = record.ledger.cycles.findLast((cycle) => cycleOutcome(cycle) !== 'due');
  const lines = [
    `**${record.state}** since ${record.stateSince}`,
    `order ${input.orderId}: ${termsInWords(input.schedule)}`,
    `gateway: payment ${record.paymentStatus ?? '–'}, schedule ${record.scheduleStatus ?? '–'}`,
    `${String(summary.byOutcome.paid)} cycles paid, ${String(summary.byOutcome.denied)} denied, ` +
      `${formatReais(summary.paidCents)} received`,
  ];
  if (last !== undefined) lines.push(`last cycle: ${last.dueDate}, ${cycleOutcome(last)}`);
  if (record.nextMoment !== undefined) lines.push(`next: ${record.nextMoment}, ${record.waitingFor ?? ''}`);
  if (record.blocked !== undefined) lines.push(`**a person must decide**: ${record.blocked.findOut}`);
  if (record.attention.length > 0) lines.push(`attention: ${record.attention.join(', ')}`);
  if (record.lastError !== undefined) {
    const { at, call, code, message } = record.lastError;
    lines.push(`last error, ${at}: ${call} ${code}, ${message}`);
  }
  return lines.join('\n\n');
}
