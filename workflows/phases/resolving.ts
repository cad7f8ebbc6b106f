import type { QueryOutcome } from '../../domain/gateway/answers';
import { resolvePauseMs } from '../../domain/cadence';
import { LIMITS } from '../../domain/limits';
import { wallMs, type Doubt, type RiskyCall } from '../../domain/resolution';
import type { Life } from '../life';
import { requireSid } from './activating';
import { block } from './blocking';
import { requireNit, takeFacts } from './charges';
import { settleActivation, settlePayment } from './settling';

/**
 * Asks what became of one call, at a growing pace, until the gateway's answer settles it or, shortly before the
 * gateway stops answering, a person is called (R4). Never sends the call again by itself before the gateway
 * has said, after a settling time, that it never arrived.
 */
export async function resolveByQuery(life: Life): Promise<void> {
  const open = requireDoubt(life);
  const wallAtMs = wallMs(open, Date.parse(life.record.createdAt ?? life.now));
  if (life.nowMs >= wallAtMs && open.asked > 0) return callAPerson(life, open);
  const pausedUntilMs = life.nowMs + resolvePauseMs(open.asked);
  const askAtMs = open.asked === 0 ? pausedUntilMs : Math.min(pausedUntilMs, wallAtMs);
  await life.waitUntil(askAtMs, `question ${String(open.asked + 1)}: what became of ${open.call}`);
  open.asked += 1;
  const answer = await askAbout(life, open);
  if (answer.kind !== 'done') return noteSilence(life, open, answer);
  takeFacts(life, answer.facts, 'query');
  if (open.call === 'activate') settleActivation(life, open.call, answer.facts);
  else settlePayment(life, open.call, answer.facts);
}

/** The question that fits a call: an activation is asked by SID, everything else by NIT. */
export function askAbout(life: Life, open: Doubt): Promise<QueryOutcome> {
  const summary = `what became of ${open.call}?`;
  if (open.call === 'activate') return life.gateway.ask('getSchedule', summary, { sid: requireSid(life) });
  return life.gateway.ask('getTransaction', summary, { nit: requireNit(life) });
}

/** The doubt that is being resolved. */
export function requireDoubt(life: Life): Doubt {
  if (life.record.doubt === undefined) throw new Error('nothing is in doubt');
  return life.record.doubt;
}

function noteSilence(life: Life, { call }: Doubt, answer: Exclude<QueryOutcome, { kind: 'done' }>): void {
  if (answer.kind === 'refused') life.failed(`question about ${call}`, answer.code, answer.message);
  else life.failed(`question about ${call}`, answer.reason, 'the gateway did not answer the question');
}

function callAPerson(life: Life, open: Doubt): void {
  life.forbidSend(open.call);
  open.asked = 0;
  const days = String(LIMITS.resolveWallMs / 86_400_000);
  block(life, {
    call: open.call,
    reason: open.reason,
    findOut: `${QUESTION[open.call]} The gateway gave no final answer for ${days} days.`,
    decisions: ['happened', 'did_not_happen', 'ask_again'],
  });
}

const LOOK_IT_UP = 'Look it up in the vendor portal or with the acquirer.';
const QUESTION: Record<RiskyCall, string> = {
  pay: `Was the first payment of this order authorised? ${LOOK_IT_UP}`,
  confirm: `Was the authorised payment of this order captured? If not, it is captured now. ${LOOK_IT_UP}`,
  undo: `Was the authorised payment of this order released? If not, it is released now. ${LOOK_IT_UP}`,
  activate: 'Is the schedule of this order active? Look it up in the vendor portal.',
};
