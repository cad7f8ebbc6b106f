import { assertNever } from '../domain/assert-never';
import type { CallKind, OpenCall } from '../domain/calls/call';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import type { Nit, Sid } from '../domain/ids';
import { formatReais } from '../domain/money';
import { applyConfirmationLook, applyLastLook, applyQuestion } from '../domain/opening/apply-question';
import { applySend } from '../domain/opening/apply-send';
import { carryOut, undoAtDeadline } from '../domain/opening/decisions';
import { idsOf } from '../domain/opening/opening';
import { end } from '../domain/opening/transitions';
import { applyPoll } from '../domain/schedule/apply-poll';
import { applyCharge, applyPassedDate, applySearchDay } from '../domain/schedule/reading';
import { noteAccess, notePollers } from '../domain/subscription/access';
import { callById } from '../domain/subscription/changes';
import type { RuleContext } from '../domain/subscription/order';
import type { Step } from '../domain/subscription/plan';
import type { SubscriptionRecord } from '../domain/subscription/record';
import type { Subscription } from './entity';

/** Does one step: at most one gateway call, and the one rule that takes its outcome over. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  const { gateway, record } = subscription;
  switch (step.kind) {
    case 'carry_out':
      return subscription.apply((known, context) => carryOut(known, step.call, context));
    case 'undo_at_deadline':
      return subscription.apply(undoAtDeadline);
    case 'end':
      return subscription.apply((known, { nowMs }) => end(known, step.as, nowMs));
    case 'send':
      return sendCall(subscription, requireCall(record, step.call));
    case 'ask':
      return askAbout(subscription, requireCall(record, step.call));
    case 'look_at_payment':
      return take(
        subscription,
        await gateway.ask('getTransaction', 'does the payment still await confirmation?', { nit: step.nit }),
        applyConfirmationLook,
      );
    case 'poll_schedule':
      return take(
        subscription,
        await gateway.ask('getSchedule', 'what does the schedule say?', { sid: requireSid(record) }),
        applyPoll,
      );
    case 'last_look':
      return take(
        subscription,
        await gateway.ask('getSchedule', 'what has the schedule come to?', { sid: requireSid(record) }),
        applyLastLook,
      );
    case 'read_charge':
      return take(
        subscription,
        await gateway.ask('getTransaction', `charge ${shortNit(step.nit)}`, { nit: step.nit }),
        (known, answer, context) => applyCharge(known, step.nit, answer, context),
      );
    case 'search_charge':
      return take(subscription, await listDay(subscription, step.date, step.nit), (known, answer, context) =>
        applySearchDay(known, step.nit, answer, context),
      );
    case 'list_passed_date':
      return take(subscription, await listDay(subscription, step.date), applyPassedDate);
    case 'count_pollers': {
      const pollers = await gateway.countPollers();
      return subscription.apply((known, { nowMs }) => notePollers(known, pollers, nowMs));
    }
    default:
      return assertNever(step);
  }
}

type Taking<O> = (known: SubscriptionRecord, outcome: O, context: RuleContext) => SubscriptionRecord;

/** Takes an outcome over: how the merchant's calls fare, and what it means for the step. */
function take<O extends CallOutcome | QueryOutcome>(
  subscription: Subscription,
  outcome: O,
  taking: Taking<O>,
): void {
  subscription.apply((known, context) => taking(noteAccess(known, outcome, context.nowMs), outcome, context));
}

/** Sends a call, once. Its ids are in the history before it is scheduled (R1). */
async function sendCall(subscription: Subscription, call: OpenCall): Promise<void> {
  const outcome = await sendAs(subscription, call);
  take(subscription, outcome, (known, answer, context) => applySend(known, call.id, answer, context));
}

function sendAs({ gateway, input, record }: Subscription, call: OpenCall): Promise<CallOutcome> {
  switch (call.kind) {
    case 'create': {
      const { card, options, requestedBy, ...request } = input;
      return gateway.send('createTransaction', `create order ${input.orderId}`, request);
    }
    case 'pay': {
      if (input.entry !== 'pay_now') throw new Error('only pay_now has an immediate payment');
      const summary = `pay ${formatReais(input.payment.amountCents)}`;
      return gateway.send('payTransaction', summary, { nit: requireNit(call), card: input.card });
    }
    case 'activate': {
      const summary = `activate from ${input.schedule.firstDate}`;
      return gateway.send('activateSchedule', summary, { sid: requireSidOf(call), card: input.card });
    }
    case 'confirm':
    case 'undo': {
      const summary = `${call.kind} the payment, as decided by ${record.decision?.by ?? 'nobody'}`;
      return gateway.send(DECISION_CALLS[call.kind], summary, { nit: requireNit(call) });
    }
  }
}

const DECISION_CALLS = { confirm: 'confirmPayment', undo: 'undoPayment' } as const satisfies Partial<
  Record<CallKind, string>
>;

/** Asks the question that fits a call: an activation by SID, everything else by NIT. */
async function askAbout(subscription: Subscription, call: OpenCall): Promise<void> {
  take(subscription, await questionAbout(subscription, call), (known, answer, context) =>
    applyQuestion(known, call.id, answer, context),
  );
}

function questionAbout({ gateway }: Subscription, call: OpenCall): Promise<QueryOutcome> {
  if (call.doubt?.askSchedule === true)
    return gateway.ask('getSchedule', `does it run? what became of ${call.kind}`, {
      sid: requireSidOf(call),
    });
  const summary = `what became of ${call.kind}?`;
  return call.kind === 'activate'
    ? gateway.ask('getSchedule', summary, { sid: requireSidOf(call) })
    : gateway.ask('getTransaction', summary, { nit: requireNit(call) });
}

const listDay = ({ gateway, input }: Subscription, date: string, nit?: Nit): Promise<QueryOutcome> =>
  gateway.ask('listTransactions', `charges of ${date}`, {
    date,
    orderId: input.orderId,
    ...(nit === undefined ? {} : { nit }),
  });

function requireCall(record: SubscriptionRecord, id: string): OpenCall {
  const call = callById(record, id);
  if (call === undefined) throw new Error(`no open call ${id}`);
  return call;
}

function requireSid({ opening }: SubscriptionRecord): Sid {
  const ids = idsOf(opening);
  if (ids === undefined) throw new Error('no SID: the schedule was not created');
  return ids.sid;
}

function requireSidOf({ sid }: OpenCall): Sid {
  if (sid === undefined) throw new Error('no SID: the schedule was not created');
  return sid;
}

function requireNit({ nit }: OpenCall): Nit {
  if (nit === undefined) throw new Error('no NIT: the payment was not created');
  return nit;
}

const shortNit = (nit: Nit): string => `${nit.slice(0, 6)}…${nit.slice(-4)}`;
