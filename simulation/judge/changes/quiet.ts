import type { Case } from '../case';
import type { Finding } from '../finding';
import { cancelledSpans } from './taken';

/** I18: from the acceptance of a cancellation until it is taken back we send nothing that would have the gateway charge. */
export function quietAfterCancellation({ taken, edits }: Case): Finding[] {
  return cancelledSpans(taken).flatMap(({ fromMs, toMs = Infinity }) =>
    edits
      .filter(({ decidedMs, sets }) => decidedMs > fromMs && decidedMs < toMs && sets['status'] !== 'INA')
      .map(({ entry, sets }) => ({
        invariant: 'I18 nothing after a cancellation',
        what: `cancelled at ${new Date(fromMs).toISOString()}, and an edit of ${entry.at} sets ${JSON.stringify(sets)}`,
      })),
  );
}
