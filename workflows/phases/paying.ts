import { assertNever } from '../../domain/assert-never';
import { formatReais } from '../../domain/money';
import type { Life } from '../life';
import { requireNit, takeFacts } from './charges';
import { doubt, notSent, refusedSend } from './sending';
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
      return settlePayment(life, 'pay', outcome.facts);
    case 'denied':
      takeFacts(life, outcome.facts, 'answer');
      life.failed('pay', outcome.code, outcome.message);
      return life.become('rejected', 'the issuer denied the payment', 'gateway', outcome.message);
    case 'refused':
      takeFacts(life, outcome.facts, 'answer');
      return refusedSend(life, 'pay', outcome);
    case 'not_sent':
      return notSent(life, 'pay', outcome.reason);
    case 'unknown':
      // A denied NIT is never paid again (R4), whatever is read of it next.
      if (outcome.mayHaveBeenDenied === true) life.forbidSend('pay');
      return doubt(life, 'pay', outcome.reason);
    default:
      return assertNever(outcome);
  }
}
