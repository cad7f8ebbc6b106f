import { assertNever } from '../../domain/assert-never';
import { readPaymentStatus } from '../../domain/gateway-status';
import { LIMITS } from '../../domain/limits';
import type { ConfirmationDecision } from '../../domain/subscription';
import type { Life } from '../life';
import { requireNit, takeFacts } from './charges';
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
  life.countSend(kind);
  const outcome = await life.gateway.send(call, `${kind} the payment, as decided by ${by}`, {
    nit: requireNit(life),
  });
  switch (outcome.kind) {
    case 'done':
      takeFacts(life, outcome.facts, 'answer');
      {
        settlePayment(life, kind, 'answer without a final status');
        return;
      }
    case 'denied':
    case 'refused': { // "Already confirmed" and "not allowed in this state" are refusals too: only the NIT itself tells which.
      doubt(life, kind, `refused_${outcome.code}`);
      return;
    }
    case 'not_sent':
      return notSent(life, kind, outcome.reason);
    case 'unknown': {
      doubt(life, kind, outcome.reason);
      return;
    }
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
  const reading = readPaymentStatus(life.record.paymentStatus ?? '');
  if (reading === 'confirmed' || reading === 'reversed') settledAs(life, 'active');
  if (reading === 'undone') settledAs(life, 'undone');
  if (reading === 'expired') settledAs(life, 'expired');
}
