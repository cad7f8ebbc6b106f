import { parseWorkflowId } from '../contract/ids';
import { holdsAnyCard, holdsTestCard } from '../devstack/card-sweep';
import { checkOf, count, type Check } from './check';
import type { Finding } from './conservation';
import type { ReadHistory } from './history';

type Scanned = Pick<ReadHistory, 'workflowId' | 'payloads' | 'texts'>;

/** R7: no card number in any history, neither in the clear nor in a payload. */
export function noCardNumbers(histories: readonly Scanned[]): Check {
  const payloads = histories.reduce((sum, history) => sum + history.payloads.length, 0);
  return checkOf(
    'no card number in any history',
    histories.flatMap(wrongHistory),
    `${count(histories.length, 'history', 'histories')}, ${count(payloads, 'payload')} read`,
  );
}

function wrongHistory({ workflowId, payloads, texts }: Scanned): Finding[] {
  const orderId = parseWorkflowId(workflowId)?.orderId ?? workflowId;
  // A scan that cannot read what must be there proves nothing.
  if (!payloads.some((payload) => payload.includes(`"orderId":"${orderId}"`)))
    return [{ orderId, what: 'has a history whose payloads could not be read' }];
  const leaks = payloads.some(holdsAnyCard) || texts.some(holdsTestCard);
  return leaks ? [{ orderId, what: 'has a card number in its history' }] : [];
}
