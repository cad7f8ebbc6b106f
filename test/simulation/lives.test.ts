import type { Report } from '../../simulation/command/report';
import { simulate } from './support/simulate';

/** Under a minute on a quiet machine with two cores; a busy one may take its time. */
const PATIENCE_MS = 1_200_000;
const LIVES = 2_000;

/**
 * What does not hold yet, each with what it is. A finding that fits none of these fails the test; so does an entry that nothing
 * fits any more.
 */
const OPEN: [finding: RegExp, what: string][] = [
  [
    /^I8 .*payment_reversed was never raised$/,
    'a first payment that is reversed while the schedule runs raises no flag',
  ],
  [
    /^I2 .*executed for another date than/,
    'a charge is filed by its date alone, after the date was moved and moved back',
  ],
  [/^I7 .*cycle_(paid_twice|missed|unsettled) on/, 'what a charge that is filed wrongly leads to'],
];

let report: Report;

beforeAll(async () => {
  const { stdout } = await simulate(['--lives', String(LIVES), '--seed', '1', '--faults', '0.2', '--json']);
  report = JSON.parse(stdout) as Report;
}, PATIENCE_MS);

const findings = (): string[] => report.failures.flatMap(({ what }) => what.split(/; (?=I\d+ )/));

it('two thousand lives with thousands of faults: nobody is charged twice, nothing is invented or guessed', () => {
  expect(report.lives).toBe(LIVES);
  expect(report.faults).toBeGreaterThan(5 * LIVES);
  expect(report.executedButReplyLost).toBeGreaterThan(500);
  expect(report.charges).toBeGreaterThan(5 * LIVES);
  expect(report).toMatchObject({ double: 0, invented: 0, guessed: 0 });
});

it('every kind of fault came to pass', () => {
  for (const kind of FAULT_KINDS) expect([kind, report.faultsByKind[kind] ?? 0]).not.toEqual([kind, 0]);
});

it('nothing is found but what is known to be open', () => {
  expect(findings().filter((what) => !OPEN.some(([pattern]) => pattern.test(what)))).toEqual([]);
});

it('what is listed as open is found', () => {
  for (const [pattern, what] of OPEN)
    expect([what, findings().some((finding) => pattern.test(finding))]).toEqual([what, true]);
});

it('unknown outcomes are learnt, most of them soon', () => {
  expect(report.resolvedWithin10MinPercent).toBeGreaterThan(50);
  expect(report.resolvedByDay14Percent).toBeGreaterThan(95);
});

it('a quiet year costs what it may', () => {
  expect(report.eventsOfAQuietYear).toBeLessThanOrEqual(235);
  expect(report.actionsOfAQuietYear).toBeLessThanOrEqual(53);
});

const FAULT_KINDS = [
  'command_late',
  'command_repeated',
  'error_429',
  'error_500',
  'error_503',
  'evicted',
  'execute_then_502',
  'execute_then_drop',
  'extra_fields',
  'garbage',
  'gateway_away_error_503',
  'gateway_away_refuses',
  'gateway_away_silent',
  'half_answer',
  'hold',
  'hold_before',
  'html_200',
  'json_numbers',
  'nobody_polls',
  'not_sent',
  'odd_scalars',
  'reset_before',
  'silence',
  'temporal_away',
  'upgraded',
  'worker_lost',
  'worker_lost_after',
  'worker_lost_before',
];
