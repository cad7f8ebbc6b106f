import type { RequestLogEntry } from '../sandbox/control';
import type { Evidence } from './evidence';
import type { DemoRun } from './run';
import { auditOf } from './timeline-audit';
import { chargesOf } from './timeline-charges';
import type { TimelineEvent } from './timeline-event';

/** What happened, in order, from what both sides recorded; nothing of it is made up here. */
export function timelineOf({ started, doneToGateway, evidence }: DemoRun): TimelineEvent[] {
  const events = [
    ...evidence.views.flatMap((view) => {
      const order = started.find((one) => one.order.orderId === view.orderId)?.order;
      return [...auditOf(view, order, evidence.requests), ...chargesOf(view, order, evidence.ledger)];
    }),
    ...silencesOf(evidence),
    ...evidence.requests.flatMap(faultOf),
    ...orphansOf(evidence),
    ...doneToGateway.map(({ at, what }) => byGateway(at, what)),
  ];
  return events.sort((a, b) => a.at.localeCompare(b.at));
}

/** Questions without an answer; what else went wrong stands in the audit trail. */
function silencesOf({ lastErrors }: Evidence): TimelineEvent[] {
  return lastErrors
    .filter(({ call }) => call === 'getSchedule')
    .map(({ at, orderId, message, code }) => ({
      at,
      source: 'subscription',
      orderId,
      what: `${message} (${code})`,
      tone: 'odd',
    }));
}

function faultOf({ at, fault, route, orderId, executed }: RequestLogEntry): TimelineEvent[] {
  if (fault === undefined || orderId === undefined) return [];
  const did = executed ? `executed the ${route}, then dropped` : 'dropped';
  return [byGateway(at, `the gateway ${did} the connection without an answer`, orderId)];
}

function orphansOf({ transactions }: Evidence): TimelineEvent[] {
  return transactions
    .filter(({ status, kind }) => status === 'EXP' && kind === 'payment')
    .map(({ expiresAt, orderId }) =>
      byGateway(expiresAt, 'at the gateway the orphan, a NIT that nobody used, has expired', orderId),
    );
}

const byGateway = (at: string, what: string, orderId?: string): TimelineEvent => ({
  at,
  source: 'gateway',
  ...(orderId === undefined ? {} : { orderId }),
  what,
  tone: 'odd',
});
