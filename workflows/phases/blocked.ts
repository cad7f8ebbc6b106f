import { readPaymentStatus } from '../../domain/gateway-status';
import { settleByPerson } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Blocked } from '../../domain/subscription';
import type { Life, PersonalDecision } from '../life';
import { requireSid } from './activating';
import { chargeFrom, requireNit, takeFacts } from './charges';
import { askAbout, requireDoubt } from './resolving';
import { settleActivation, settledAs, settlePayment } from './settling';

/** Stays open until a named person decides, or until the gateway, asked rarely, gives the answer after all. */
export async function awaitPerson(life: Life): Promise<void> {
  const blocked = requireBlocked(life);
  const decided = (): boolean => life.personalDecision !== undefined;
  await life.waitUntil(life.nowMs + LIMITS.blockedAskEveryMs, `a person: ${blocked.findOut}`, decided);
  if (life.personalDecision === undefined) await lookAgain(life, blocked);
  else carryOut(life, blocked, life.personalDecision);
  if (life.state === 'blocked') return;
  delete life.record.blocked;
  life.unflag('blocked');
}

async function lookAgain(life: Life, blocked: Blocked): Promise<void> {
  if (blocked.call === 'create' || blocked.call === 'charge') return;
  const open = requireDoubt(life);
  const answer = await askAbout(life, open);
  if (answer.kind === 'done' && open.call !== 'activate') {
    takeFacts(life, answer.facts, 'query');
    settlePayment(life, open.call, open.reason);
    return;
  }
  // The NIT no longer answers. The schedule does, and it runs only if the payment was confirmed (carat-api.md §1c).
  const schedule =
    open.call === 'activate'
      ? answer
      : await life.gateway.ask('getSchedule', 'does it run?', { sid: requireSid(life) });
  if (schedule.kind !== 'done') return;
  takeFacts(life, schedule.facts, 'query');
  settleActivation(life, open.call, open.reason);
}

function carryOut(life: Life, blocked: Blocked, { decision, by, reason }: PersonalDecision): void {
  life.personalDecision = undefined;
  life.tell(by, `decided: ${blocked.call} ${decision}`, reason);
  if (decision === 'ask_again') return askAgain(life, blocked, by, reason);
  const happened = decision === 'happened';
  switch (blocked.call) {
    case 'create':
      return life.become('cancelled', 'given up', by, reason);
    case 'charge':
      return settleCharge(life, happened, by, reason);
    case 'undo':
      return happened ? settledAs(life, 'undone') : life.become('cancelled', 'given up', by, reason);
    case 'pay':
    case 'confirm':
      if (happened) recordPaidByPerson(life);
      return happened
        ? settledAs(life, 'active')
        : life.become('cancelled', 'the payment did not happen', by, reason);
    case 'activate':
      return happened
        ? settledAs(life, 'active')
        : life.become('cancelled', 'the schedule is not active', by, reason);
  }
}

function askAgain(life: Life, blocked: Blocked, by: string, reason: string): void {
  if (blocked.call === 'create') {
    life.record.sends.create = 0;
    return life.become('creating', 'to be created again', by, reason);
  }
  const open = requireDoubt(life);
  life.record.doubt = { ...open, sinceMs: life.nowMs, asked: 0 };
  life.become('resolving', 'the gateway is asked again', by, reason);
}

function settleCharge(life: Life, paid: boolean, by: string, reason: string): void {
  const unread = life.record.ledger.cycles
    .flatMap((cycle) => cycle.charges)
    .find(({ outcome }) => outcome === 'unknown');
  if (unread !== undefined) {
    life.record.ledger = settleByPerson(life.record.ledger, unread.nit, paid ? 'paid' : 'denied', life.now);
  }
  life.become('active', 'the charge is settled', by, reason);
}

function recordPaidByPerson(life: Life): void {
  const nit = requireNit(life);
  const status = life.record.paymentStatus ?? 'NOV';
  const amountCents = life.input.entry === 'pay_now' ? life.input.payment.amountCents : 0;
  const charge = chargeFrom(life, { nit, status, amountCents }, 'person');
  life.record.ledger = { ...life.record.ledger, immediate: [{ ...charge, outcome: 'paid' }] };
  if (readPaymentStatus(status) === 'confirmed') return;
  life.failed('pay', 'settled_by_person', 'the gateway never said that it was paid; a person did');
}

function requireBlocked(life: Life): Blocked {
  if (life.record.blocked === undefined) throw new Error('nothing is blocked');
  return life.record.blocked;
}
