import { assertNever } from '../../domain/assert-never';
import { LIMITS } from '../../domain/limits';
import type { Sid } from '../../domain/ids';
import type { Life } from '../life';
import { takeFacts } from './charges';
import { doubt, notSent } from './sending';
import { settleActivation } from './settling';

/** Activates a schedule without an immediate payment. The SID is in the history before this call is scheduled (R1). */
export async function activate(life: Life): Promise<void> {
  const sid = requireSid(life);
  life.countSend('activate');
  const request = { sid, card: life.input.card };
  const outcome = await life.gateway.send(
    'activateSchedule',
    `activate from ${life.input.schedule.firstDate}`,
    request,
  );
  switch (outcome.kind) {
    case 'done':
      takeFacts(life, outcome.facts, 'answer');
      {
        settleActivation(life, 'activate', 'answer without a final status');
        return;
      }
    case 'denied':
    case 'refused':
      takeFacts(life, outcome.facts, 'answer');
      {
        refused(life, outcome.code, outcome.message);
        return;
      }
    case 'not_sent':
      return notSent(life, 'activate', outcome.reason);
    case 'unknown': {
      doubt(life, 'activate', outcome.reason);
      return;
    }
    default:
      return assertNever(outcome);
  }
}

/** The SID of the schedule; asking for it before it exists is a defect. */
export function requireSid(life: Life): Sid {
  if (life.record.sid === undefined) throw new Error('no SID: the schedule was not created');
  return life.record.sid;
}

function refused(life: Life, code: string, message: string): void {
  if (life.sends('activate') > 1) {
    life.record.sends.activate = LIMITS.doubtfulSends;
    doubt(life, 'activate', `refused_${code}`);
    return;
  }
  life.failed('activate', code, message);
  life.become('rejected', 'the gateway refused to activate the schedule', 'gateway', message);
}
