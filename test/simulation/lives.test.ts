import type { Report } from '../../simulation/command/report';
import { simulate } from './support/simulate';

/** Under a minute on a quiet machine with two cores; a busy one may take its time. */
const PATIENCE_MS = 1_200_000;
const LIVES = 2_000;
/** Of these, those in which nothing is changed and nothing posted: they are played several times as fast. */
const UNCHANGED = 1_800;

let report: Report;
let changed: Report;

async function played(lives: number, ...more: string[]): Promise<Report> {
  const { stdout } = await simulate(['--lives', String(lives), '--faults', '0.2', '--json', ...more]);
  return JSON.parse(stdout) as Report;
}

beforeAll(async () => {
  report = await played(UNCHANGED, '--seed', '1', '--unchanged');
  changed = await played(LIVES - UNCHANGED, '--seed', String(UNCHANGED + 1));
}, PATIENCE_MS);

it('two thousand lives with thousands of faults: every one holds', () => {
  for (const { lives, faults, charges, ...found } of [report, changed]) {
    expect(faults).toBeGreaterThan(5 * lives);
    expect(charges).toBeGreaterThan(5 * lives);
    expect(found.failures).toEqual([]);
    expect(found).toMatchObject({ double: 0, lost: 0, invented: 0, guessed: 0 });
    expect(found).toMatchObject({ falseAlarms: 0, missedAlarms: 0, others: 0 });
  }
  expect(report.lives + changed.lives).toBe(LIVES);
  expect(report.executedButReplyLost + changed.executedButReplyLost).toBeGreaterThan(500);
});

it('every kind of fault came to pass', () => {
  for (const kind of FAULT_KINDS) {
    const met = (report.faultsByKind[kind] ?? 0) + (changed.faultsByKind[kind] ?? 0);
    expect([kind, met]).not.toEqual([kind, 0]);
  }
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
