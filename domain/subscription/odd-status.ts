import { isUnderWay, phaseOf } from '../gateway/status';
import { occurrence, type Occurrence } from './occurrence';
import type { SubscriptionRecord } from './record';

type OddStatus = Occurrence<'unexpected_gateway_status'>;

/** A status that does not belong where it was read. */
export function ofStatus({ opening, schedule, ledger, paymentStatus }: SubscriptionRecord): OddStatus[] {
  const { snapshot, answeredAtMs = 0 } = schedule;
  const status = String(snapshot.status);
  const found: OddStatus[] = [];
  if (opening.stage === 'awaiting_confirmation' && opening.confirmBy === undefined)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        'authorised',
        'the payment awaits a confirmation that nobody asked for',
        { outcome: 'pending' },
      ),
    );
  if (opening.stage === 'awaiting_confirmation' && opening.isReopened === true)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        'reopened',
        `the payment was said to be undone, and the gateway reports it as ${String(paymentStatus)}`,
        { status: String(paymentStatus), outcome: 'undone' },
      ),
    );
  if (opening.stage === 'ending' && opening.undecided !== undefined)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        `ending-${opening.undecided}`,
        `it was to end as ${opening.as}, and the gateway still reports ${opening.undecided}`,
        { status: opening.undecided, outcome: 'pending' },
      ),
    );
  if (opening.stage !== 'running') return found;
  const phase = phaseOf(snapshot.status);
  const isOdd = ['awaiting_payment', 'not_started', 'unclear'].includes(phase);
  // What was told before it ran may have been right then.
  if (isOdd && answeredAtMs > opening.sinceMs && snapshot.status !== undefined)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        status,
        `the gateway reports the running schedule as ${status}`,
        { status },
      ),
    );
  const notPaid = ledger.immediate.find(({ outcome }) =>
    ['denied', 'failed', 'undone', 'expired'].includes(outcome),
  );
  if (notPaid !== undefined && isUnderWay(phase))
    found.push(
      occurrence(
        'unexpected_gateway_status',
        notPaid.outcome,
        `the schedule runs although its first payment is ${notPaid.outcome}`,
        { outcome: notPaid.outcome },
      ),
    );
  return found;
}
