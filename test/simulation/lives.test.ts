import type { Report } from '../../simulation/command/report';
import { simulate } from './support/simulate';

/** Under a minute on a quiet machine with two cores; a busy one may take its time. */
const PATIENCE_MS = 1_200_000;
const LIVES = 2_000;

let report: Report;

beforeAll(async () => {
  const { stdout } = await simulate(['--lives', String(LIVES), '--seed', '1', '--faults', '0.2', '--json']);
  report = JSON.parse(stdout) as Report;
}, PATIENCE_MS);

it('two thousand lives with thousands of faults: every one holds', () => {
  expect(report.lives).toBe(LIVES);
  expect(report.faults).toBeGreaterThan(5 * LIVES);
  expect(report.executedButReplyLost).toBeGreaterThan(500);
  expect(report.charges).toBeGreaterThan(5 * LIVES);
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ double: 0, lost: 0, invented: 0, guessed: 0 });
  expect(report).toMatchObject({ falseAlarms: 0, missedAlarms: 0, others: 0 });
});

it('every kind of fault came to pass', () => {
  for (const kind of FAULT_KINDS) expect([kind, report.faultsByKind[kind] ?? 0]).not.toEqual([kind, 0]);
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
  'doors_away',
  'error_429',
  'error_500',
  'error_503',
  'evicted',
  'execute_then_502',
  'execute_then_drop',
  'extra_fields',
  'forged_seid',
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
  'post_answer_lost',
  'post_delayed',
  'post_expired',
  'post_for_another',
  'post_lost',
  'post_never',
  'post_twice',
  'queue_full',
  'reset_before',
  'silence',
  'temporal_away',
  'upgraded',
  'worker_lost',
  'worker_lost_after',
  'worker_lost_before',
];
