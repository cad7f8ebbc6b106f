import type { QueryOutcome } from '../../contract/gateway-answers';
import { resolvePauseMs } from '../../domain/cadence';
import { LIMITS } from '../../domain/limits';
import { isPastWall, type Doubt } from '../../domain/resolution';
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
  if (isPastWall(open, life.nowMs)) {
    callAPerson(life, open);
    return;
  }
  const wallMs = open.sinceMs + LIMITS.resolveWallMs;
  const askAtMs = Math.min(life.nowMs + resolvePauseMs(open.asked), wallMs);
  await life.waitUntil(askAtMs, `question ${String(open.asked + 1)}: what became of ${open.call}`);
  open.asked += 1;
  const answer = await askAbout(life, open);
  if (answer.kind !== 'done') {
    noteSilence(life, open, answer);
    return;
  }
  takeFacts(life, answer.facts, 'query');
  if (open.call === 'activate') settleActivation(life, open.call, open.reason);
  else settlePayment(life, open.call, open.reason);
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

function noteSilence(life: Life, open: Doubt, answer: Exclude<QueryOutcome, { kind: 'done' }>): void {
  if (answer.kind === 'refused') life.failed(`question about ${open.call}`, answer.code, answer.message);
  else life.failed(`question about ${open.call}`, answer.reason, 'the gateway did not answer the question');
}

function callAPerson(life: Life, open: Doubt): void {
  life.forbidSend(open.call);
  const days = String(LIMITS.resolveWallMs / 86_400_000);
  block(life, {
    call: open.call,
    reason: open.reason,
    findOut: `${QUESTION[open.call]} The gateway gave no final answer for ${days} days.`,
    decisions: ['happened', 'did_not_happen', 'ask_again'],
  });
}

const QUESTION = {
  pay: 'Was the first payment of this order authorised? Look it up in the vendor portal or with the acquirer.',
  confirm:
    'Was the authorised payment of this order captured? Look it up in the vendor portal or with the acquirer.',
  undo: 'Was the authorised payment of this order released? Look it up in the vendor portal or with the acquirer.',
  activate: 'Is the schedule of this order active? Look it up in the vendor portal.',
} as const;
