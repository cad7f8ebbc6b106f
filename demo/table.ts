import { formatReais } from '../domain/money';
import type { Evidence } from './evidence';
import type { StartedScenario } from './scenario';

/** One subscription in a line: where it ended, by its own word and by the gateway's. */
export interface Row {
  orderId: string;
  shows: string;
  state: string;
  /** The gateway's own statuses. */
  paymentStatus?: string | undefined;
  scheduleStatus?: string | undefined;
  cyclesPaid: number;
  cyclesDenied: number;
  receivedCents: number;
}

/** The table, row by row. */
export function rowsOf(started: readonly StartedScenario[], { views, schedules }: Evidence): Row[] {
  return views.map(({ orderId, state, gateway, ledger }) => ({
    orderId,
    shows: started.find(({ order }) => order.orderId === orderId)?.scenario.life.title ?? '',
    state,
    paymentStatus: gateway.paymentStatus,
    scheduleStatus: schedules.find(({ sid }) => sid === gateway.sid)?.status,
    cyclesPaid: ledger.summary.byOutcome.paid,
    cyclesDenied: ledger.summary.byOutcome.denied,
    receivedCents: ledger.summary.paidCents,
  }));
}

const HEADINGS = ['order', 'what it shows', 'state', 'payment', 'schedule', 'paid', 'denied', 'received'];
const RIGHT = new Set([5, 6, 7]);

/** The table for people. */
export function tableText(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.orderId,
    row.shows,
    row.state,
    row.paymentStatus ?? '–',
    row.scheduleStatus ?? '–',
    String(row.cyclesPaid),
    String(row.cyclesDenied),
    formatReais(row.receivedCents),
  ]);
  const lines = [HEADINGS, ...cells];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
