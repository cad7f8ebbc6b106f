import { assertNever } from '../../domain/assert-never';
import { readPaymentStatus } from '../../domain/gateway/status';
import { LIMITS } from '../../domain/limits';
import type { ConfirmationDecision } from '../../domain/subscription';
import type { Life } from '../life';
import { paymentIn, requireNit, takeFacts } from './charges';
import { doubt, notSent } from './sending';
import { settledAs, settlePayment } from './settling';

/**
 * Waits for the billing system to confirm or undo an authorised payment; undoes it at the deadline. A decision,
 * once taken, is carried through even past the deadline.
 */
export async function awaitConfirmation(life: Life): Promise<void> {
  if (life.record.decision === undefined) await waitForDecision(life);
  const { decision } = life.record;
  if (decision !== undefined) return carryOut(life, decision);
  return lookWhetherThePortalDecided(life);
}

async function waitForDecision(life: Life): Promise<void> {
  const deadlineMs = life.record.confirmBy === undefined ? Infinity : Date.parse(life.record.confirmBy);
  const lookMs = life.nowMs + LIMITS.confirmationLookEveryMs;
  const waitingFor = deadlineMs <= lookMs ? 'confirm or undo; undone at the deadline' : 'confirm or undo';
  await life.waitUntil(Math.min(deadlineMs, lookMs), waitingFor, () => life.record.decision !== undefined);
  if (life.record.decision !== undefined || life.nowMs < deadlineMs) return;
  const reason = 'neither confirmed nor undone by the deadline';
  life.record.decision = { kind: 'undo', by: 'schedule', reason, at: life.now };
  life.tell('schedule', 'decided to undo the payment', reason);
}

async function carryOut(life: Life, { kind, by }: ConfirmationDecision): Promise<void> {
  const call = kind === 'confirm' ? 'confirmPayment' : 'undoPayment';
  const summary = `${kind} the payment, as decided by ${by}`;
  life.countSend(kind);
  const outcome = await life.gateway.send(call, summary, { nit: requireNit(life) });
  switch (outcome.kind) {
    case 'done':
      takeFacts(life, outcome.facts, 'answer');
      return settlePayment(life, kind, outcome.facts);
    case 'denied':
    case 'refused':
      // "Already confirmed" and "not allowed in this state" are refusals too: only the NIT itself tells which.
      return doubt(life, kind, `refused_${outcome.code}`);
    case 'not_sent':
      return notSent(life, kind, outcome.reason);
    case 'unknown':
      return doubt(life, kind, outcome.reason);
    default:
      return assertNever(outcome);
  }
}

async function lookWhetherThePortalDecided(life: Life): Promise<void> {
  const nit = requireNit(life);
  const answer = await life.gateway.ask('getTransaction', 'does the payment still await confirmation?', {
    nit,
  });
  if (answer.kind !== 'done') return;
  takeFacts(life, answer.facts, 'query');
  // Decided meanwhile: the decision is carried out first, and the gateway says what it meets.
  if (life.record.decision !== undefined) return;
  const payment = paymentIn(life, answer.facts);
  if (payment === undefined) return;
  switch (readPaymentStatus(payment.status)) {
    case 'confirmed':
    case 'reversed':
      return settledAs(life, 'active');
    case 'undone':
      return settledAs(life, 'undone');
    case 'expired':
      return settledAs(life, 'expired');
    case 'denied':
    case 'failed':
      return settledAs(life, 'rejected');
    case 'awaiting_confirmation':
    case 'in_progress':
    case 'not_started':
      return;
  }
}
