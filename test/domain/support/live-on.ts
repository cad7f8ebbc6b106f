import { applyClaim } from '../../../domain/adoption/adopt';
import type { CallKind } from '../../../domain/calls/call';
import type { QueryOutcome } from '../../../domain/gateway/answers';
import { idsOf } from '../../../domain/opening/opening';
import { applyAnswer, applyEdited, applyOwnStep, applySent } from '../../../domain/subscription/apply-step';
import { notePollers } from '../../../domain/subscription/access';
import { callById } from '../../../domain/subscription/changes';
import type { RuleContext } from '../../../domain/subscription/order';
import { plan, type QuestionStep } from '../../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../../domain/subscription/record';

/** How a gateway answers every question. */
type Answering = (record: SubscriptionRecord, step: QuestionStep) => QueryOutcome;

export interface Sent {
  kind: CallKind;
  atMs: number;
}

/** Steps that are played: past day 14 of any doubt. */
const STEPS = 60;

/** Plays a record on: each send is lost, each question is answered as is said. Gives what was sent, and when. */
export function liveOn(
  record: SubscriptionRecord,
  { order, nowMs }: RuleContext,
  answering: Answering,
): { sent: Sent[] } {
  const sent: Sent[] = [];
  let context = { order, nowMs };
  let known = record;
  for (let steps = 0; steps < STEPS && !hasEnded(known); steps += 1) {
    const [next] = plan(known, context);
    if (next === undefined) break;
    context = { order, nowMs: Math.max(context.nowMs, next.atMs) };
    const { step } = next;
    switch (step.kind) {
      case 'carry_out':
      case 'undo_at_deadline':
      case 'begin_again':
      case 'end_hold':
      case 'end':
        known = applyOwnStep(known, step, context);
        break;
      case 'send': {
        const kind = callById(known, step.call)?.kind;
        if (kind !== undefined) sent.push({ kind, atMs: context.nowMs });
        known = applySent(known, step, { kind: 'unknown', reason: 'connection_lost' }, context);
        break;
      }
      case 'begin_edit':
      case 'send_edit':
        known = applyEdited(known, step, { kind: 'unknown', reason: 'connection_lost' }, context);
        break;
      case 'claim':
        known = applyClaim(known, { kind: 'ours' }, context);
        break;
      case 'count_pollers':
        known = notePollers(known, 1, context.nowMs);
        break;
      default:
        known = applyAnswer(known, step, answering(known, step), context);
    }
  }
  return { sent };
}

/** The gateway answers nothing. */
export const silence: Answering = () => ({ kind: 'no_answer', reason: 'gateway_silent' });

/** The gateway says that nothing has happened so far: whatever was sent has not arrived. */
export const nothingSoFar: Answering = ({ opening }) => {
  const ids = idsOf(opening);
  const isAuthorised = opening.stage === 'awaiting_confirmation';
  return {
    kind: 'done',
    facts: {
      ...(ids?.nit === undefined ? {} : { payment: { nit: ids.nit, status: isAuthorised ? 'PPC' : 'NOV' } }),
      ...(ids === undefined
        ? {}
        : { schedule: { sid: ids.sid, status: isAuthorised ? 'PEN' : 'NOV', nits: [] } }),
    },
  };
};
