import { performance } from 'node:perf_hooks';
import type { Check } from './check';
import { checksOf, conservationOf } from './checks';
import type { Conservation } from './conservation';
import type { Happening } from './happening';
import type { HistoryCost } from './history';
import type { Show, TimedYear } from './play';
import { rowsOf, type Row } from './table';
import { timelineOf } from './timeline';

/** Real time, milliseconds. */
interface Timing {
  /** From the start of the process to the report. */
  totalMs: number;
  /** From the start of the process until server, sandbox and worker were up. */
  readyMs: number;
  /** One subscription alone, from its start to FIN. */
  yearMs: number;
  /** What that one lived, days on its own clock, and its charges. */
  yearDays: number;
  yearCharges: number;
  /** All subscriptions side by side. */
  showMs: number;
}

/** The whole outcome of the demo; `--json` prints it as it is. */
export interface Report {
  /** Every check holds. */
  ok: boolean;
  startedAt: string;
  checks: Check[];
  conservation: Conservation;
  subscriptions: Row[];
  timeline: Happening[];
  timing: Timing;
  /** History events and actions of the subscription that was played alone. */
  costOfAYear: HistoryCost;
}

/** What the report is made of. */
export interface Outcome {
  year: TimedYear;
  show: Show;
  readyMs: number;
  showMs: number;
}

/** Draws the conclusions. */
export function reportOf({ year, show, readyMs, showMs }: Outcome): Report {
  const conservation = conservationOf(show.sold, show.evidence);
  const checks = [...checksOf(show.sold, show.evidence, conservation), yearCheck(year)];
  const [history] = year.evidence.histories;
  if (history === undefined) throw new Error('the subscription that was played alone has no history');
  return {
    ok: checks.every(({ ok }) => ok),
    startedAt: show.startedAt,
    checks,
    conservation,
    subscriptions: rowsOf(show.sold, show.evidence),
    timeline: timelineOf(show),
    timing: {
      totalMs: Math.round(performance.now()),
      readyMs: Math.round(readyMs),
      yearMs: Math.round(year.durationMs),
      yearDays: year.livedDays,
      yearCharges: year.evidence.ledger.length,
      showMs: Math.round(showMs),
    },
    costOfAYear: history.cost,
  };
}

/** The subscription that was played alone has to stand the same checks, as one. */
function yearCheck({ sold, evidence }: TimedYear): Check {
  const failed = checksOf(sold, evidence, conservationOf(sold, evidence)).filter(({ ok }) => !ok);
  return {
    name: 'the subscription played alone stands the same checks',
    ok: failed.length === 0,
    detail:
      failed.length === 0
        ? `${String(evidence.ledger.length)} charges, ${evidence.views[0]?.state ?? '?'}`
        : failed.map(({ name, detail }) => `${name}: ${detail}`).join('; '),
  };
}
