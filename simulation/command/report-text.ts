import type { Report } from './report';

/** Failures that the table shows; the JSON document has them all. */
const FAILURES_SHOWN = 20;

/** The report for people. */
export function reportText(report: Report): string {
  const rows: [string, string][] = [
    ['lives', `${number(report.lives)} (${number(report.months)} months, ${number(report.charges)} charges)`],
    [
      'faults',
      `${number(report.faults)}, ${number(report.executedButReplyLost)} of them executed with the reply lost`,
    ],
    ['executed twice', number(report.double)],
    ['lost', number(report.lost)],
    ['invented', number(report.invented)],
    ['guessed', number(report.guessed)],
    ['false alarms', number(report.falseAlarms)],
    ['missed alarms', number(report.missedAlarms)],
    ['other failures', number(report.others)],
    ['a person was asked', `in ${number(report.blocked)} lives`],
    [
      'unknown outcomes learnt',
      `${String(report.resolvedWithin10MinPercent)} % within 10 minutes, ${String(report.resolvedByDay14Percent)} % by day 14`,
    ],
    [
      'a quiet year',
      `${number(report.eventsOfAQuietYear)} events, ${number(report.actionsOfAQuietYear)} actions`,
    ],
    ['speed', `${String(report.livesPerSecond)} lives a second`],
  ];
  const faults = Object.entries(report.faultsByKind).map(([kind, count]): [string, string] => [
    `  ${kind}`,
    number(count),
  ]);
  return [...table([...rows.slice(0, 2), ...faults, ...rows.slice(2)]), '', ...failureLines(report)].join(
    '\n',
  );
}

function failureLines({ failures, lives }: Report): string[] {
  if (failures.length === 0) return ['Every life holds.'];
  const shown = failures
    .slice(0, FAILURES_SHOWN)
    .flatMap(({ seed, command, what, smallestFaults }) => [
      `seed ${String(seed)}: ${what}`,
      ...(smallestFaults === undefined
        ? []
        : [`  smallest faults: ${smallestFaults.join('; ') || 'none are needed'}`]),
      `  ${command}`,
    ]);
  const more = failures.length - FAILURES_SHOWN;
  return [
    `${number(failures.length)} of ${number(lives)} lives do not hold:`,
    ...shown,
    ...(more > 0 ? [`… and ${number(more)} more (--json has them all)`] : []),
  ];
}

function table(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

const number = (value: number): string => value.toLocaleString('en-US');
