import { assertNever } from '../../domain/assert-never';
import type { Sid } from '../../domain/ids';
import type { Life } from '../life';
import { takeFacts } from './charges';
import { doubt, notSent, refusedSend } from './sending';
import { settleActivation } from './settling';

/** Activates a schedule without an immediate payment. The SID is in the history before this call is scheduled (R1). */
export async function activate(life: Life): Promise<void> {
  const request = { sid: requireSid(life), card: life.input.card };
  life.countSend('activate');
  const summary = `activate from ${life.input.schedule.firstDate}`;
  const outcome = await life.gateway.send('activateSchedule', summary, request);
  switch (outcome.kind) {
    case 'done':
      takeFacts(life, outcome.facts, 'answer');
      return settleActivation(life, 'activate', outcome.facts);
    case 'denied':
    case 'refused':
      takeFacts(life, outcome.facts, 'answer');
      return refusedSend(life, 'activate', outcome);
    case 'not_sent':
      return notSent(life, 'activate', outcome.reason);
    case 'unknown':
      return doubt(life, 'activate', outcome.reason);
    default:
      return assertNever(outcome);
  }
}

/** The SID of the schedule; asking for it before it exists is a defect. */
export function requireSid(life: Life): Sid {
  if (life.record.sid === undefined) throw new Error('no SID: the schedule was not created');
  return life.record.sid;
}
