import type { FaultRule } from '../../../sandbox/control';

/** What a call becomes under a fault of the wire, and whether it was executed. */
export interface Expectation {
  kind: FaultRule['kind'];
  outcome: object;
  executed: boolean;
}

const LOST = { kind: 'unknown', reason: 'connection_lost' };
export const LATE = { kind: 'unknown', reason: 'answer_timeout' };

/** Every fault that meets one request and is told within it. */
export const FAULTS: Expectation[] = [
  { kind: 'reset_before', outcome: LOST, executed: false },
  { kind: 'execute_then_drop', outcome: LOST, executed: true },
  {
    kind: 'execute_then_502',
    outcome: { kind: 'unknown', reason: 'http_5xx', httpStatus: 502 },
    executed: true,
  },
  { kind: 'error_500', outcome: { kind: 'unknown', reason: 'http_5xx', httpStatus: 500 }, executed: false },
  {
    kind: 'garbage',
    outcome: { kind: 'unknown', reason: 'unreadable_answer', httpStatus: 200 },
    executed: true,
  },
  { kind: 'error_503', outcome: { kind: 'unknown', reason: 'http_5xx', httpStatus: 503 }, executed: false },
  { kind: 'silence', outcome: LATE, executed: false },
  {
    kind: 'html_200',
    outcome: { kind: 'unknown', reason: 'unreadable_answer', httpStatus: 200 },
    executed: true,
  },
  { kind: 'half_answer', outcome: { kind: 'unknown', reason: 'unreadable_answer' }, executed: true },
  { kind: 'hold', outcome: LATE, executed: true },
  { kind: 'extra_fields', outcome: { kind: 'done' }, executed: true },
  { kind: 'json_numbers', outcome: { kind: 'done' }, executed: true },
  { kind: 'odd_scalars', outcome: { kind: 'done' }, executed: true },
];
