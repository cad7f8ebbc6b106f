import type { GatewayFacts } from '../../domain/gateway/answers';
import { assertNever } from '../../domain/assert-never';
import { unsentPauseMs } from '../../domain/cadence';
import { asNit, asSid } from '../../domain/ids';
import { LIMITS } from '../../domain/limits';
import type { Life } from '../life';
import { block } from './blocking';
import { rejectRefused, STORE_REFUSED } from './sending';

/**
 * Asks the gateway for a NIT and a SID. No money moves, so a lost reply is answered by creating again; the
 * orphan expires by itself (R5).
 */
export async function create(life: Life): Promise<void> {
  const { card, options, requestedBy, ...request } = life.input;
  life.countSend('create');
  const outcome = await life.gateway.send('createTransaction', `create order ${life.input.orderId}`, request);
  switch (outcome.kind) {
    case 'done':
      if (takeIds(life, outcome.facts)) return;
      return createAgain(
        life,
        'ids_missing',
        'the gateway created it but its answer had no id to go on with',
      );
    case 'denied':
      return rejectRefused(life, 'create', outcome);
    case 'refused':
      if (outcome.credentialsRefused !== true) return rejectRefused(life, 'create', outcome);
      return notCreated(life, `refused_${outcome.code}`, STORE_REFUSED);
    case 'not_sent':
      return notCreated(life, outcome.reason, 'nothing was sent to the gateway');
    case 'unknown':
      return createAgain(life, outcome.reason, 'the gateway did not answer the create');
    default:
      return assertNever(outcome);
  }
}

/** Takes the ids over; false when one is missing that the way in needs. */
function takeIds(life: Life, { payment, schedule }: GatewayFacts): boolean {
  const paysNow = life.input.entry === 'pay_now';
  if (schedule === undefined || (paysNow && payment === undefined)) return false;
  life.record.createdAt = life.now;
  life.record.unsent = 0;
  life.record.sid = asSid(schedule.sid);
  life.record.scheduleStatus = schedule.status;
  if (payment !== undefined) {
    life.record.nit = asNit(payment.nit);
    life.record.paymentStatus = payment.status;
  }
  life.become(paysNow ? 'paying' : 'activating', 'created at the gateway');
  return true;
}

/** Handles a create that provably did nothing: it leaves no orphan, so it does not count as sent. */
async function notCreated(life: Life, code: string, message: string): Promise<void> {
  life.uncountSend('create');
  life.record.unsent += 1;
  return createAgain(life, code, message);
}

async function createAgain(life: Life, code: string, message: string): Promise<void> {
  life.failed('create', code, message);
  const attempts = life.sends('create') + life.record.unsent;
  if (life.sends('create') < LIMITS.createAttempts && life.record.unsent < LIMITS.unsentSends.create) {
    await life.waitUntil(life.nowMs + unsentPauseMs(attempts), `create again: ${message}`);
    return;
  }
  block(life, {
    call: 'create',
    reason: code,
    findOut: `${message}; ${String(attempts)} creates came to nothing, no money has moved. Is it reachable, are the credentials right?`,
    decisions: ['ask_again', 'did_not_happen'],
  });
}
