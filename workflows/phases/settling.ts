import { readPaymentStatus, readScheduleStatus } from '../../domain/gateway-status';
import type { SubscriptionState } from '../../domain/lifecycle';
import {
  judgeActivation,
  judgePayment,
  type Doubt,
  type Patience,
  type RiskyCall,
  type Verdict,
} from '../../domain/resolution';
import { instantOf } from '../../domain/calendar';
import type { Life } from '../life';
import { followDates } from './charges';
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

/** Draws the conclusion from the payment status that the gateway answered to a call or to a question about it. */
export function settlePayment(life: Life, call: RiskyCall, reason: string): void {
  const status = life.record.paymentStatus;
  settle(life, call, reason, (open, patience) =>
    status === undefined ? { kind: 'ask_again' } : judgePayment(open, readPaymentStatus(status), patience),
  );
}

/** Draws the conclusion from the schedule status that the gateway answered to a call or to a question about it. */
export function settleActivation(life: Life, call: RiskyCall, reason: string): void {
  const status = life.record.scheduleStatus;
  settle(life, call, reason, (open, patience) =>
    status === undefined
      ? { kind: 'ask_again' }
      : judgeActivation(open, readScheduleStatus(status), patience),
  );
}

/** Carries a conclusion out: another state, the same call again, or more questions. */
function settle(
  life: Life,
  call: RiskyCall,
  reason: string,
  judge: (open: Doubt, patience: Patience) => Verdict,
): void {
  const asking = life.state === 'resolving' || life.state === 'blocked';
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

/** The call is settled: the doubt ends, and the life goes where the answer leads. */
export function settledAs(life: Life, state: SubscriptionState): void {
  delete life.record.doubt;
  life.record.unsent = 0;
  if (life.record.paymentStatus === 'EST') life.flag('payment_reversed');
  if (state === 'pending_confirmation') openConfirmation(life);
  if (state === 'active' || state === 'paused') followDates(life);
  life.become(state, STORY[state] ?? state);
}

function openConfirmation(life: Life): void {
  if (life.input.entry !== 'pay_now' || life.record.confirmBy !== undefined) return;
  const minutes = life.input.lateConfirmation?.confirmWithinMinutes;
  if (minutes !== undefined) life.record.confirmBy = instantOf(life.nowMs + minutes * 60_000);
}
