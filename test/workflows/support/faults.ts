import type { FaultKind } from '../../../sandbox/wire/faults';

/** How long the gateway client of a fault matrix waits for an answer. */
export const ANSWER_TIMEOUT_MS = 700;
/** Longer than that. */
const HOLD_MS = 1_300;

/** Faults of a single request, and whether the gateway executes it all the same. */
export const FAULTS: readonly (readonly [FaultKind, 'executes' | 'does not execute'])[] = [
  ['reset_before', 'does not execute'],
  ['error_500', 'does not execute'],
  ['execute_then_drop', 'executes'],
  ['execute_then_502', 'executes'],
  ['garbage', 'executes'],
  ['hold', 'executes'],
  ['hold_before', 'executes'],
  ['extra_fields', 'executes'],
  ['json_numbers', 'executes'],
];

/** How long a request is held by a fault that holds one. */
export const holdOf = (kind: FaultKind): { holdMs?: number } =>
  kind === 'hold' || kind === 'hold_before' ? { holdMs: HOLD_MS } : {};
