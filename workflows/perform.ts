import { applyClaim } from '../domain/adoption/adopt';
import { assertNever } from '../domain/assert-never';
import type { OpenCall } from '../domain/calls/call';
import { noteBeginning, noteSending } from '../domain/edits/apply-edit';
import { changeInWords, fieldsInWords } from '../domain/edits/change';
import { leavesWithinMs } from '../domain/edits/hold';
import { commandById } from '../domain/edits/known-commands';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import type { Nit, Sid } from '../domain/ids';
import { formatReais } from '../domain/money';
import { idsOf } from '../domain/opening/opening';
import { refundById, refundOfCall } from '../domain/refunds/open-refunds';
import type { Refund } from '../domain/refunds/refund';
import { notePollers } from '../domain/subscription/access';
import {
  applyAnswer,
  noteSent,
  applyEdited,
  applyOwnStep,
  applySent,
  beginQuestion,
} from '../domain/subscription/apply-step';
import { callById } from '../domain/subscription/changes';
import type { EditStep, QuestionStep, Step } from '../domain/subscription/plan';
import type { SubscriptionRecord } from '../domain/subscription/record';
import { claimSchedule } from './claims';
import type { Subscription } from './entity';

/** Does one step: at most one gateway call, and the one rule that takes its outcome over. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  switch (step.kind) {
    case 'carry_out':
    case 'undo_at_deadline':
    case 'begin_again':
    case 'end_hold':
    case 'end':
      subscription.apply((known, context) => applyOwnStep(known, step, context));
      return;
    case 'claim': {
      const claim = await claimSchedule(subscription);
      subscription.apply((known, context) => applyClaim(known, claim, context));
      return;
    }
    case 'send': {
      // Written down before it leaves: from then on the gateway may post its NIT.
      subscription.apply((known, context) => noteSent(known, step, context));
      const outcome = await send(subscription, requireCall(subscription.record, step.call));
      subscription.apply((known, context) => applySent(known, step, outcome, context));
      return;
    }
    case 'begin_edit':
    case 'send_edit': {
      // Written down before it leaves (R1): from then on it may have arrived. One that has become impossible has ended by that.
      subscription.apply(step.kind === 'begin_edit' ? noteBeginning : noteSending);
      if (subscription.record.edit?.command !== step.command) return;
      const outcome = await edit(subscription, step);
      subscription.apply((known, context) => applyEdited(known, step, outcome, context));
      return;
    }
    case 'count_pollers': {
      const pollers = await subscription.gateway.countPollers();
      subscription.apply((known, { nowMs }) => notePollers(known, pollers, nowMs));
      // The next call may wait for a worker as long as the last one did: what was found is shown before.
      subscription.publish();
      return;
    }
    default: {
      subscription.apply((known, context) => beginQuestion(known, step, context));
      const answer = await ask(subscription, step);
      subscription.apply((known, context) => applyAnswer(known, step, answer, context));
    }
  }
}

/** Sends a call, once. Its ids are in the history before it is scheduled (R1). */
function send({ gateway, input, record }: Subscription, call: OpenCall): Promise<CallOutcome> {
  switch (call.kind) {
    case 'create': {
      if (input.entry === 'adopt') throw new Error('an adopted schedule exists');
      const { card, options, requestedBy, earlierAttempts, ...request } = input;
      const asked = call.order?.clearIn === undefined ? {} : { orderAskedIn: call.order.clearIn };
      return gateway.send('createTransaction', `create order ${input.orderId}`, { ...request, ...asked });
    }
    case 'pay': {
      if (input.entry !== 'pay_now') throw new Error('only pay_now has an immediate payment');
      const summary = `pay ${formatReais(input.payment.amountCents)}`;
      return gateway.send('payTransaction', summary, { nit: requireNit(call), card: input.card });
    }
    case 'activate': {
      if (input.entry === 'adopt') throw new Error('an adopted schedule is not activated by us');
      const summary = `activate from ${input.schedule.firstDate}`;
      return gateway.send('activateSchedule', summary, { sid: requireSid(call.sid), card: input.card });
    }
    case 'confirm':
    case 'undo': {
      const summary = `${call.kind} the payment, as decided by ${record.decision?.by ?? 'nobody'}`;
      const name = call.kind === 'confirm' ? 'confirmPayment' : 'undoPayment';
      return gateway.send(name, summary, { nit: requireNit(call) });
    }
    case 'begin_refund': {
      const refund = requireRefund(record, call);
      const { usn } = refund;
      if (usn === undefined) throw new Error('the number of the payment is known before its refund is begun');
      return gateway.send('beginRefund', `ask for a NIT: ${wishOf(refund)}`, { usn });
    }
    case 'refund': {
      const refund = requireRefund(record, call);
      const { amountCents, card } = refund;
      const request = { nit: requireNit(call), amountCents, ...(card === undefined ? {} : { card }) };
      return gateway.send('sendRefund', wishOf(refund), request);
    }
    default:
      return assertNever(call.kind);
  }
}

const wishOf = ({ amountCents, charge, by }: Refund): string =>
  `refund ${formatReais(amountCents)} of charge ${shortNit(charge)}, as ${by} asked`;

/** Asks for the SEID of an edit, or sends its fields. Whoever asked for it is named in the history (R12). */
function edit(subscription: Subscription, step: EditStep): Promise<CallOutcome> {
  const sid = requireSid(idsOf(subscription.record.opening)?.sid);
  const command = commandById(subscription.record, step.command);
  const wish = command === undefined ? 'edit' : `${changeInWords(command.change)}, as ${command.by} asked`;
  if (step.kind === 'begin_edit') {
    const { orderId: merchantData } = subscription.input;
    return subscription.gateway.send('beginEdit', `ask for a SEID: ${wish}`, { sid, merchantData });
  }
  const { edit: open } = subscription.record;
  if (open?.seid === undefined) throw new Error('no SEID: the edit was not begun');
  const summary = `set ${fieldsInWords(open.fields)}: ${wish}`;
  const request = { sid, seid: open.seid, change: open.fields };
  const withinMs = leavesWithinMs(open.fields, subscription.context.nowMs);
  return subscription.gateway.send('sendEdit', summary, request, withinMs);
}

/** Asks the question of a step. */
function ask(subscription: Subscription, step: QuestionStep): Promise<QueryOutcome> {
  const { gateway, record } = subscription;
  const askSchedule = (question: string): Promise<QueryOutcome> =>
    gateway.ask('getSchedule', question, { sid: requireSid(idsOf(record.opening)?.sid) });
  switch (step.kind) {
    case 'ask':
      return askAbout(subscription, requireCall(record, step.call));
    case 'ask_order': {
      const { orderId } = subscription.input;
      return gateway.ask('findOrder', `is order ${orderId} known already?`, { orderId });
    }
    case 'look_at_sale': {
      const nit = refundById(record, step.refund)?.charge;
      if (nit === undefined) throw new Error(`no refund ${step.refund}`);
      return gateway.ask('getTransaction', `charge ${shortNit(nit)}, for its refund`, { nit });
    }
    case 'look_at_payment':
      return gateway.ask('getTransaction', 'does the payment still await confirmation?', { nit: step.nit });
    case 'poll_schedule':
      return askSchedule('what does the schedule say?');
    case 'first_look':
      return askSchedule('may it be adopted?');
    case 'last_look':
      return askSchedule('what has the schedule come to?');
    case 'read_charge':
      return gateway.ask('getTransaction', `charge ${shortNit(step.nit)}`, { nit: step.nit });
    case 'search_charge':
      return listDay(subscription, step.date, step.nit);
    case 'list_passed_date':
      return listDay(subscription, step.date);
    default:
      return assertNever(step);
  }
}

/** The question that fits a call: an activation by SID, everything else by NIT. */
function askAbout({ gateway, record }: Subscription, call: OpenCall): Promise<QueryOutcome> {
  if (call.kind === 'refund') {
    const refund = requireRefund(record, call);
    const question = `what became of the refund of charge ${shortNit(refund.charge)}?`;
    return call.doubt?.askSchedule === true
      ? gateway.ask('getTransaction', question, { nit: refund.charge })
      : gateway.ask('getTransaction', question, { nit: requireNit(call), isRefund: true });
  }
  if (call.doubt?.askSchedule === true) {
    const question = `does it run? what became of ${call.kind}`;
    return gateway.ask('getSchedule', question, { sid: requireSid(call.sid) });
  }
  const question = `what became of ${call.kind}?`;
  return call.kind === 'activate'
    ? gateway.ask('getSchedule', question, { sid: requireSid(call.sid) })
    : gateway.ask('getTransaction', question, { nit: requireNit(call) });
}

const listDay = ({ gateway, input }: Subscription, date: string, nit?: Nit): Promise<QueryOutcome> =>
  gateway.ask('listTransactions', `charges of ${date}`, {
    date,
    orderId: (input.entry === 'adopt' ? input.gatewayOrderId : undefined) ?? input.orderId,
    ...(nit === undefined ? {} : { nit }),
  });

function requireCall(record: SubscriptionRecord, id: string): OpenCall {
  const call = callById(record, id);
  if (call === undefined) throw new Error(`no open call ${id}`);
  return call;
}

function requireRefund(record: SubscriptionRecord, call: OpenCall): Refund {
  const refund = refundOfCall(record, call.id);
  if (refund === undefined) throw new Error(`no refund for the call ${call.id}`);
  return refund;
}

function requireSid(sid: Sid | undefined): Sid {
  if (sid === undefined) throw new Error('no SID: the schedule was not created');
  return sid;
}

function requireNit({ nit }: OpenCall): Nit {
  if (nit === undefined) throw new Error('no NIT: the payment was not created');
  return nit;
}

const shortNit = (nit: Nit): string => `${nit.slice(0, 6)}…${nit.slice(-4)}`;
