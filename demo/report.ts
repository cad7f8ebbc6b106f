import { performance } from 'node:perf_hooks';
import type { Check } from './check';
import { checksOf, conservationOf } from './checks';
import type { Conservation } from './conservation';
import type { TimelineEvent } from './timeline-event';
import { costWithout, type HistoryCost } from './history';
import { LIMITS } from './limits';
import type { DemoRun, TimedYear } from './run';
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
  runMs: number;
}

/** The whole outcome of the demo; `--json` prints it as it is. */
export interface Report {
  /** Every check holds. */
  ok: boolean;
  startedAt: string;
  checks: Check[];
  conservation: Conservation;
  subscriptions: Row[];
  timeline: TimelineEvent[];
  timing: Timing;
  /** History events and actions of the subscription that ran alone, without the look that comes once in a life. */
  costOfAYear: HistoryCost;
  /** What that look costs: some days after the last execution, whether one is repeated. */
  costOfTheLastLook: HistoryCost;
}

/** What the report is made of. */
export interface Outcome {
  year: TimedYear;
  run: DemoRun;
  readyMs: number;
  runMs: number;
}

/** Draws the conclusions. */
export function reportOf({ year, run, readyMs, runMs }: Outcome): Report {
  const conservation = conservationOf(run.started, run.evidence);
  const { costOfAYear, costOfTheLastLook } = costsOf(year);
  const checks = [
    ...checksOf(run.started, run.evidence, conservation),
    yearCheck(year),
    costCheck(costOfAYear),
  ];
  return {
    ok: checks.every(({ ok }) => ok),
    startedAt: run.startedAt,
    checks,
    conservation,
    subscriptions: rowsOf(run.started, run.evidence),
    timeline: timelineOf(run),
    timing: {
      totalMs: Math.round(performance.now()),
      readyMs: Math.round(readyMs),
      yearMs: Math.round(year.durationMs),
      yearDays: year.livedDays,
      yearCharges: year.evidence.ledger.length,
      runMs: Math.round(runMs),
    },
    costOfAYear,
    costOfTheLastLook,
  };
}

/** The cost of a year, and apart from it what comes once in a life, however many years it has. */
function costsOf({ evidence }: TimedYear): Pick<Report, 'costOfAYear' | 'costOfTheLastLook'> {
  const [history] = evidence.histories;
  if (history?.lastLook === undefined)
    throw new Error('the subscription that ran alone has no look after its last execution');
  const { cost, lastLook } = history;
  return { costOfAYear: costWithout(cost, lastLook), costOfTheLastLook: lastLook };
}

function costCheck({ events, actions }: HistoryCost): Check {
  const { yearEvents, yearActions } = LIMITS;
  return {
    name: 'a subscription-year costs what it may',
    ok: events <= yearEvents && actions <= yearActions,
    detail: `${String(events)} of ${String(yearEvents)} events, ${String(actions)} of ${String(yearActions)} actions`,
  };
}

/** The subscription that ran alone has to stand the same checks, as one. */
function yearCheck({ started, evidence }: TimedYear): Check {
  const failed = checksOf(started, evidence, conservationOf(started, evidence)).filter(({ ok }) => !ok);
  return {
    name: 'the subscription that ran alone stands the same checks',
    ok: failed.length === 0,
    detail:
      failed.length === 0
        ? `${String(evidence.ledger.length)} charges, ${evidence.views[0]?.state ?? '?'}`
        : failed.map(({ name, detail }) => `${name}: ${detail}`).join('; '),
  };
}
