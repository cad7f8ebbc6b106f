import type { SubscriptionInput } from '../../contract/input';
import { termsInWords } from '../../contract/terms';
import { instantOf } from '../../domain/calendar';
import { counted } from '../../domain/counted';
import { phaseOf } from '../../domain/gateway/status';
import { cycleOutcome } from '../../domain/ledger/ledger';
import { summarise } from '../../domain/ledger/summary';
import type { LedgerSummary } from '../../domain/ledger/totals';
import { attemptOf, type AttemptStory } from '../../domain/opening/earlier-attempts';
import { formatReais } from '../../domain/money';
import { lastAnswerMs } from '../../domain/schedule/last-answer';
import { ACCESS_FLAGS, type AttentionCause } from '../../domain/subscription/attention';
import { questionForPerson } from '../../domain/subscription/person';
import type { Planned } from '../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { isEndState } from '../../domain/subscription/states';
import { changesInWords } from './changes-in-words';

/** What was derived from the record at the moment at which it is shown. */
export interface Beheld {
  attention: readonly AttentionCause[];
  /** What comes next; nothing after the end. */
  next: Planned | undefined;
}

/** What the Web UI shows on top of an execution: where the subscription stands, in Markdown (R12). */
export function currentDetails(
  input: SubscriptionInput,
  record: SubscriptionRecord,
  { attention, next }: Beheld,
): string {
  const { state, sinceMs } = shownState(record);
  const summary = summarise(record.ledger);
  const last = record.ledger.cycles.findLast((cycle) => cycleOutcome(cycle) !== 'due');
  const question = questionForPerson(record);
  const lines = [
    `**${state}** since ${instantOf(sinceMs)}`,
    `order ${input.orderId}: ${termsInWords(record.terms)}${attemptInWords(input)}`,
    `gateway: payment ${record.paymentStatus ?? '–'}, schedule ${record.schedule.snapshot.status ?? '–'}`,
    `${counted(summary.byOutcome.paid, 'cycle', 'cycles')} paid, ${String(summary.byOutcome.denied)} denied, ` +
      `${formatReais(summary.paidCents)} received, ${formatReais(summary.owedCents)} owed${givenBackInWords(summary)}`,
    ...nextCharge(record),
  ];
  const before = record.adoption?.before;
  if (before !== undefined)
    lines.push(
      `adopted: ${counted(before.executions, 'execution', 'executions')} from before, as history, not counted`,
    );
  if (last !== undefined) lines.push(`last cycle: ${last.dueDate}, ${cycleOutcome(last)}`);
  lines.push(...changesInWords(record));
  if (next !== undefined) lines.push(`next: ${instantOf(next.atMs)}, ${next.waitingFor}`);
  if (question !== undefined) lines.push(`**a person must decide**: ${question.findOut}`);
  for (const { flag, what } of attention) lines.push(`attention: ${flag}, ${what}`);
  if (record.lastError !== undefined) {
    const { at, call, code, message } = record.lastError;
    const name = isSettled(record, attention) ? 'an earlier error, since answered' : 'last error';
    lines.push(`${name}, ${at}: ${call} ${code}, ${message}`);
  }
  return lines.map(asMarkdown).join('\n\n');
}

/** Nothing that the last error could be about is open any more: it is not told as if it were now. */
function isSettled(record: SubscriptionRecord, attention: readonly AttentionCause[]): boolean {
  const { state } = shownState(record);
  if (isEndState(state)) return true;
  if (state === 'resolving' || state === 'blocked') return false;
  if (attention.some(({ flag }) => ACCESS_FLAGS.includes(flag))) return false;
  return lastAnswerMs(record.schedule) > Date.parse(record.lastError?.at ?? '');
}

/** The Web UI takes what stands between two dollar signs of a line for a formula; not in code. */
const asMarkdown = (line: string): string => line.replaceAll(/-?R\$\s?[\d.]+,\d\d/g, '`$&`');

const attemptInWords = (input: AttemptStory): string =>
  attemptOf(input) === 1 ? '' : `, attempt ${String(attemptOf(input))}`;

/** The charge that the gateway makes next, while it makes any. */
function nextCharge({ opening, schedule, terms }: SubscriptionRecord): string[] {
  const { nextDate, status, amountCents } = schedule.snapshot;
  if (opening.stage !== 'running' || phaseOf(status) !== 'active' || nextDate === undefined) return [];
  return [`next charge: ${formatReais(amountCents ?? terms.amountCents)} on ${nextDate}`];
}

/** What went back, and by whom; nothing where nothing did. */
const givenBackInWords = ({ refundedCents, reversedCents }: LedgerSummary): string =>
  (refundedCents > 0 ? `, ${formatReais(refundedCents)} refunded` : '') +
  (reversedCents > 0 ? `, ${formatReais(reversedCents)} reversed` : '');
