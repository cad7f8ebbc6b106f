import type { RequestLogEntry } from '../sandbox/control';
import type { Evidence } from './evidence';
import type { Happening } from './happening';
import type { Show } from './play';
import { auditOf } from './timeline-audit';
import { chargesOf } from './timeline-charges';

/** What happened, in order, told by what both sides recorded; nothing of it is made up here. */
export function timelineOf({ sold, directions, evidence }: Show): Happening[] {
  const happenings = [
    ...evidence.views.flatMap((view) => {
      const input = sold.find((one) => one.input.orderId === view.orderId)?.input;
      return [...auditOf(view, input, evidence.requests), ...chargesOf(view, input, evidence.ledger)];
    }),
    ...silencesOf(evidence),
    ...evidence.requests.flatMap(faultOf),
    ...orphansOf(evidence),
    ...directions.map(({ at, what }) => byGateway(at, what)),
  ];
  return happenings.sort((a, b) => a.at.localeCompare(b.at));
}

/** Questions without an answer; what else went wrong stands in the audit trail. */
function silencesOf({ lastErrors }: Evidence): Happening[] {
  return lastErrors
    .filter(({ call }) => call === 'getSchedule')
    .map(({ at, orderId, message, code }) => ({
      at,
      teller: 'subscription',
      orderId,
      what: `${message} (${code})`,
      tone: 'odd',
    }));
}

function faultOf({ at, fault, route, orderId, executed }: RequestLogEntry): Happening[] {
  if (fault === undefined || orderId === undefined) return [];
  const did = executed ? `executed the ${route}, then dropped` : 'dropped';
  return [byGateway(at, `the gateway ${did} the connection without an answer`, orderId)];
}

function orphansOf({ transactions }: Evidence): Happening[] {
  return transactions
    .filter(({ status, kind }) => status === 'EXP' && kind === 'payment')
    .map(({ expiresAt, orderId }) =>
      byGateway(expiresAt, 'at the gateway the orphan, a NIT that nobody used, has expired', orderId),
    );
}

const byGateway = (at: string, what: string, orderId?: string): Happening => ({
  at,
  teller: 'gateway',
  ...(orderId === undefined ? {} : { orderId }),
  what,
  tone: 'odd',
});
