import { assertNever } from '../../domain/assert-never';
import { LIMITS } from '../../domain/limits';
import { formatReais } from '../../domain/money';
import type { Life } from '../life';
import { requireNit, takeFacts } from './charges';
import { doubt, notSent } from './sending';
import { settlePayment } from './settling';

/**
 * Makes the immediate payment. The NIT is in the history before this call is scheduled (R1), and the call is
 * sent once; unless its outcome is certain, the life goes on by asking (R2, R3).
 */
export async function pay(life: Life): Promise<void> {
  if (life.input.entry !== 'pay_now') throw new Error('only pay_now has an immediate payment');
  const nit = requireNit(life);
  life.countSend('pay');
  const summary = `pay ${formatReais(life.input.payment.amountCents)}`;
  const outcome = await life.gateway.send('payTransaction', summary, { nit, card: life.input.card });
  switch (outcome.kind) {
    case 'done':
      takeFacts(life, outcome.facts, 'answer');
      {
        settlePayment(life, 'pay', 'answer without a final status');
        return;
      }
    case 'denied':
      takeFacts(life, outcome.facts, 'answer');
      life.failed('pay', outcome.code, outcome.message);
      {
        life.become('rejected', 'the issuer denied the payment', 'gateway', outcome.message);
        return;
      }
    case 'refused':
      takeFacts(life, outcome.facts, 'answer');
      {
        refused(life, outcome.code, outcome.message);
        return;
      }
    case 'not_sent':
      return notSent(life, 'pay', outcome.reason);
    case 'unknown': {
      doubt(life, 'pay', outcome.reason);
      return;
    }
    default:
      return assertNever(outcome);
  }
}

/** A refusal ends it, unless an earlier send of the same NIT may still have been executed: then the NIT is asked. */
function refused(life: Life, code: string, message: string): void {
  if (life.sends('pay') > 1) {
    life.record.sends.pay = LIMITS.doubtfulSends;
    doubt(life, 'pay', `refused_${code}`);
    return;
  }
  life.failed('pay', code, message);
  life.become('rejected', 'the gateway refused the payment', 'gateway', message);
}
