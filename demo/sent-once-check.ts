import type { RequestLogEntry } from '../sandbox/control';
import { checkOf, type Check } from './check';

const MONEY_CALLS = ['pay', 'activate', 'confirm', 'undo'] as const;

type Seen = Pick<RequestLogEntry, 'route' | 'orderId' | 'executed'>;

/** R2 seen from the gateway: of each order at most one request of a kind that moves money was executed. */
export function sentOnce(requests: readonly Seen[]): Check {
  const executed = requests.filter(
    (request) => request.executed && MONEY_CALLS.some((call) => call === request.route),
  );
  const seen = new Set<string>();
  const repeated = executed.flatMap(({ route, orderId = '?' }) => {
    const key = `${route} ${orderId}`;
    if (seen.has(key)) return [{ orderId, what: `${route} was executed more than once` }];
    seen.add(key);
    return [];
  });
  const counts = MONEY_CALLS.map(
    (call) => `${call} ${String(executed.filter(({ route }) => route === call).length)}`,
  );
  return checkOf('no money call was executed twice', repeated, counts.join(', '));
}
