import type { ScheduleFacts } from '../../domain/gateway/answers';
import { assertNever } from '../../domain/assert-never';
import { readScheduleStatus } from '../../domain/gateway/status';
import { recordImmediate, type KnownBy } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Doubt, RiskyCall } from '../../domain/resolution';
import type { Blocked } from '../../domain/subscription';
import type { Life, PersonalDecision } from '../life';
import { requireSid } from './activating';
import { chargeFrom, requireNit, scheduleIn, takeFacts } from './charges';
import { askAbout, requireDoubt } from './resolving';
import { settleActivation, settledAs, settlePayment } from './settling';
import { settleUnreadable } from './settling-charges';

/** Stays open until a named person decides, or until the gateway, asked rarely, gives the answer after all. */
export async function awaitPerson(life: Life): Promise<void> {
  const blocked = requireBlocked(life);
  const untilMs = life.nowMs + nextLookMs(life);
  await life.waitUntil(untilMs, `a person: ${blocked.findOut}`, () => life.personalDecision !== undefined);
  if (life.personalDecision === undefined) await lookAgain(life, blocked);
  // A decision answers the question it was asked for. Where the gateway answered it meanwhile, it is not carried out.
  if (life.state === 'blocked' && life.personalDecision !== undefined)
    carryOut(life, blocked, life.personalDecision);
  life.personalDecision = undefined;
  if (life.state === 'blocked') return;
  delete life.record.blocked;
  life.unflag('blocked');
}

/** The first look comes soon, while the NIT may still answer. */
const nextLookMs = ({ record }: Life): number =>
  (record.doubt?.asked ?? 0) === 0 ? LIMITS.blockedFirstAskMs : LIMITS.blockedAskEveryMs;

async function lookAgain(life: Life, { call }: Blocked): Promise<void> {
  if (call === 'charge') return;
  if (call === 'create') return life.become('creating', 'tried once more: no money moves', 'schedule');
  const open = requireDoubt(life);
  open.asked += 1;
  const answer = await askAbout(life, open);
  if (answer.kind === 'done') {
    takeFacts(life, answer.facts, 'query');
    if (call === 'activate') settleActivation(life, call, answer.facts);
    else settlePayment(life, call, answer.facts);
  } else if (call !== 'activate') {
    await lookAtTheSchedule(life, open);
  }
}

/**
 * The NIT no longer answers. The schedule does, and it runs only if the payment was confirmed (carat-api.md §1c). That
 * it does not run proves nothing.
 */
async function lookAtTheSchedule(life: Life, { call }: Doubt): Promise<void> {
  const answer = await life.gateway.ask('getSchedule', `does it run? what became of ${call}`, {
    sid: requireSid(life),
  });
  if (answer.kind !== 'done') return;
  takeFacts(life, answer.facts, 'query');
  const schedule = scheduleIn(life, answer.facts);
  if (schedule === undefined || !isRunning(schedule)) return;
  recordPaid(life, 'query');
  settledAs(life, 'active');
}

const isRunning = ({ status }: ScheduleFacts): boolean =>
  ['active', 'inactive', 'finished'].includes(readScheduleStatus(status));

function carryOut(life: Life, blocked: Blocked, decision: PersonalDecision): void {
  decision.carriedOut = true;
  life.tell(decision.by, `decided: ${blocked.call} ${decision.decision}`, decision.reason);
  if (blocked.call === 'create') return decideCreate(life, decision);
  if (blocked.call === 'charge') return decideCharge(life, decision);
  if (decision.decision === 'ask_again') return askAgain(life, decision);
  if (decision.decision === 'happened') return happened(life, blocked.call, decision);
  return didNotHappen(life, blocked.call, decision);
}

function decideCreate(life: Life, { decision, by, reason }: PersonalDecision): void {
  if (decision === 'did_not_happen') return life.become('cancelled', 'given up; no money moved', by, reason);
  life.record.sends.create = 0;
  life.record.unsent = 0;
  life.become('creating', 'to be created again', by, reason);
}

function decideCharge(life: Life, decision: PersonalDecision): void {
  settleUnreadable(life, decision);
  life.become('active', 'the charge is settled', decision.by, decision.reason);
}

function askAgain(life: Life, { by, reason }: PersonalDecision): void {
  life.record.doubt = { ...requireDoubt(life), sinceMs: life.nowMs, asked: 0 };
  life.record.createdAt = life.now;
  life.become('resolving', 'the gateway is asked again', by, reason);
}

function happened(life: Life, call: RiskyCall, { by, reason }: PersonalDecision): void {
  // Authorised is not captured: a payment with late confirmation still has to be confirmed or undone.
  if (call === 'pay' && confirmsLate(life)) return settledAs(life, 'pending_confirmation', by, reason);
  if (call === 'pay' || call === 'confirm') recordPaid(life, 'person');
  settledAs(life, call === 'undo' ? 'undone' : 'active', by, reason);
}

const confirmsLate = ({ input }: Life): boolean =>
  input.entry === 'pay_now' && input.lateConfirmation !== undefined;

function didNotHappen(life: Life, call: RiskyCall, { by, reason }: PersonalDecision): void {
  switch (call) {
    case 'pay':
      return life.become('cancelled', 'the payment did not happen', by, reason);
    case 'activate':
      return life.become('cancelled', 'the schedule is not active', by, reason);
    case 'confirm':
    case 'undo':
      // The decision of the billing system still stands: it is carried out now.
      life.record.sends[call] = 0;
      delete life.record.doubt;
      return life.become('pending_confirmation', `${call} did not happen; it is sent again`, by, reason);
    default:
      return assertNever(call);
  }
}

/** The immediate payment counts as paid by the word of a person, or because its schedule runs. */
function recordPaid(life: Life, knownBy: KnownBy): void {
  if (life.input.entry !== 'pay_now') return;
  const { amountCents } = life.input.payment;
  const status = life.record.paymentStatus ?? 'NOV';
  const charge = chargeFrom(life, { nit: requireNit(life), status, amountCents }, knownBy);
  const known = life.record.ledger.immediate.some(({ outcome }) => outcome === 'paid');
  if (!known) life.record.ledger = recordImmediate(life.record.ledger, { ...charge, outcome: 'paid' });
}

function requireBlocked(life: Life): Blocked {
  if (life.record.blocked === undefined) throw new Error('nothing is blocked');
  return life.record.blocked;
}
