import type { GatewayFacts } from '../../domain/gateway/answers';
import { instantOf } from '../../domain/calendar';
import { readPaymentStatus, readScheduleStatus } from '../../domain/gateway/status';
import { openFirstCycle } from '../../domain/due-dates';
import { currentCycle } from '../../domain/ledger';
import type { SubscriptionState } from '../../domain/lifecycle';
import {
  judgeActivation,
  judgePayment,
  type Doubt,
  type Patience,
  type RiskyCall,
  type Verdict,
} from '../../domain/resolution';
import type { Life } from '../life';
import { paymentIn, scheduleIn } from './charges';
import { doubt } from './sending';

const SENDING_STATE = {
  pay: 'paying',
  confirm: 'pending_confirmation',
  undo: 'pending_confirmation',
  activate: 'activating',
} as const satisfies Record<RiskyCall, SubscriptionState>;

const STORY: Partial<Record<SubscriptionState, string>> = {
  active: 'the schedule runs',
  paused: 'the schedule is inactive at the gateway',
  pending_confirmation: 'the payment is authorised and awaits confirmation',
  rejected: 'the gateway reports that it failed',
  undone: 'the payment was undone; nothing was charged',
  expired: 'the time limit at the gateway has passed; nothing was charged',
};

type Judge = (open: Doubt, patience: Patience) => Verdict;
const NO_ANSWER_YET: Verdict = { kind: 'ask_again' };

/**
 * Draws the conclusion from what this answer, to a call or to a question about it, says of the payment. An answer
 * that does not speak of the payment concludes nothing, whatever an earlier one said.
 */
export function settlePayment(life: Life, call: RiskyCall, facts: GatewayFacts): void {
  const status = paymentIn(life, facts)?.status;
  settle(life, call, (open, patience) =>
    status === undefined ? NO_ANSWER_YET : judgePayment(open, readPaymentStatus(status), patience),
  );
}

/** Draws the conclusion from what this answer says of the schedule; the counterpart of {@link settlePayment}. */
export function settleActivation(life: Life, call: RiskyCall, facts: GatewayFacts): void {
  const status = scheduleIn(life, facts)?.status;
  settle(life, call, (open, patience) =>
    status === undefined ? NO_ANSWER_YET : judgeActivation(open, readScheduleStatus(status), patience),
  );
}

/** Carries a conclusion out: another state, the same call again, or more questions. */
function settle(life: Life, call: RiskyCall, judge: Judge): void {
  const asking = life.state === 'resolving' || life.state === 'blocked';
  const reason = 'answer_without_final_status';
  const earlier = life.record.doubt?.call === call && asking ? life.record.doubt : undefined;
  const open = earlier ?? { call, reason, sentAtMs: life.nowMs, sinceMs: life.nowMs, asked: 0 };
  const verdict = judge(open, { nowMs: life.nowMs, sends: life.sends(call) });
  if (verdict.kind === 'becomes') return settledAs(life, verdict.state);
  if (verdict.kind === 'send_again') {
    return life.become(
      SENDING_STATE[call],
      `${call} never arrived; it is sent again`,
      'gateway',
      open.reason,
    );
  }
  if (!asking) doubt(life, call, reason);
}

/** The call is settled: the doubt ends, and the life goes where the answer, or a person, leads. */
export function settledAs(life: Life, state: SubscriptionState, by = 'gateway', reason?: string): void {
  delete life.record.doubt;
  life.record.unsent = 0;
  if (life.record.paymentStatus === 'EST') life.flag('payment_reversed');
  if (state === 'pending_confirmation') openConfirmation(life);
  if (state === 'active' || state === 'paused') openSchedule(life);
  life.become(state, STORY[state] ?? state, by, reason);
}

/** The first cycle is the one that was asked for; what the gateway did since must be asked, unless it just told. */
function openSchedule(life: Life): void {
  const { record, input } = life;
  record.ledger = openFirstCycle(record.ledger, input.schedule.firstDate);
  const isFresh =
    record.scheduleStatus === 'ATV' &&
    record.askedAt === life.now &&
    (record.schedule.currentTimes ?? 0) === 0;
  if (!isFresh || record.schedule.nextDate !== currentCycle(record.ledger)?.dueDate) record.lookNow = true;
}

function openConfirmation(life: Life): void {
  if (life.input.entry !== 'pay_now' || life.record.confirmBy !== undefined) return;
  const minutes = life.input.lateConfirmation?.confirmWithinMinutes;
  if (minutes === undefined) life.flag('unexpected_gateway_status');
  else life.record.confirmBy = instantOf(life.nowMs + minutes * 60_000);
}
