import { count } from './check';
import type { HistoryCost } from './history';
import { LIMITS } from './limits';
import type { Paint } from './paint';
import type { Report } from './report';
import { tableText } from './table';
import { timelineText } from './timeline-text';

/** The report for people. */
export function reportText(report: Report, paint: Paint): string {
  const title = (text: string): string => paint('bold', text);
  return [
    title('What happened') + paint('dim', ' (São Paulo time)'),
    timelineText(report.timeline, paint),
    '',
    title('Where they ended') + paint('dim', ' (payment and schedule: the gateway’s own statuses)'),
    tableText(report.subscriptions),
    '',
    title('Conservation') + paint('dim', ' (the sandbox’s own ledger against what each subscription knows)'),
    conservationText(report, paint),
    '',
    checksText(report, paint),
    '',
    title('Real time'),
    timingText(report),
    '',
    title('Cost of a subscription-year'),
    costText(report),
    '',
    verdict(report, paint),
    '',
  ].join('\n');
}

function conservationText({ conservation }: Report, paint: Paint): string {
  const numbers: [string, number, boolean?][] = [
    ['cycles due', conservation.cyclesDue],
    ['first payments', conservation.firstPaymentsSold],
    ['charges executed', conservation.chargesExecuted],
    ['charges known to us', conservation.chargesKnown],
    ['not charged', conservation.uncharged.length, true],
    ['double', conservation.double.length, true],
    ['lost', conservation.lost.length, true],
    ['unexplained', conservation.unexplained.length, true],
  ];
  return numbers
    .map(([name, number, mustBeZero = false]) => {
      const colour = number === 0 ? 'green' : 'red';
      const shown = String(number).padStart(4);
      return `  ${name.padEnd(20)} ${mustBeZero ? paint(colour, shown) : shown}`;
    })
    .join('\n');
}

function checksText({ checks }: Report, paint: Paint): string {
  return checks
    .map(({ name, ok, detail }) => {
      const mark = ok ? paint('green', '✓') : paint('red', '✗');
      return `  ${mark} ${name}: ${ok ? paint('dim', detail) : paint('red', detail)}`;
    })
    .join('\n');
}

function timingText({ timing, subscriptions }: Report): string {
  const { totalMs, readyMs, yearMs, yearDays, yearCharges, runMs } = timing;
  const goal = `the goal is at most ${seconds(LIMITS.yearGoalMs)}`;
  return [
    `  ${seconds(totalMs)} in all: ${seconds(readyMs)} until server, sandbox and worker were up, ` +
      `${seconds(runMs)} for the ${String(subscriptions.length)} subscriptions above side by side`,
    `  ${seconds(yearMs)} for one subscription alone, measured before them: ${String(yearDays)} days, ` +
      `${String(yearCharges)} charges; ${goal}`,
  ].join('\n');
}

function costText({ costOfAYear: year, costOfTheLastLook: look }: Report): string {
  return [
    `  ${String(year.events)} history events, not counting ${String(year.clockEvents)} that only the test clock writes`,
    `  ${String(year.actions)} actions, counted from the history: ${partsOf(year)}`,
    '  once in a life, besides, for a look three days after the last execution: ' +
      `${String(look.events)} events, ${String(look.actions)} actions`,
  ].join('\n');
}

/** What actions a cost is made of, in words. */
export const partsOf = (cost: HistoryCost): string =>
  [
    count(cost.starts, 'start'),
    count(cost.timers, 'timer'),
    count(cost.activities, 'activity', 'activities'),
    count(cost.retries, 'retry', 'retries'),
    count(cost.updates, 'update'),
    count(cost.signals, 'signal'),
    count(cost.searchAttributeUpserts, 'search attribute upsert'),
  ].join(', ');

function verdict({ ok, checks }: Report, paint: Paint): string {
  if (ok) return paint('green', `Every check holds (${String(checks.length)} of ${String(checks.length)}).`);
  const failed = checks.filter((check) => !check.ok).length;
  return paint('red', `${String(failed)} of ${String(checks.length)} checks do not hold.`);
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
