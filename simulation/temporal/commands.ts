/**
 * What workflow code asks of the server, in plain values: payloads as JSON text, durations in milliseconds. A command is
 * recorded in the event that it brings about, and generated again from the recorded events to prove that the code is deterministic.
 */
export type Command =
  | ScheduleActivityCommand
  | { kind: 'request_cancel_activity'; seq: number }
  | { kind: 'start_timer'; seq: number; ms: number; summary?: string }
  | { kind: 'cancel_timer'; seq: number }
  | { kind: 'upsert_search_attributes'; attributes: Record<string, string> }
  | { kind: 'upsert_memo'; fields: Record<string, string> }
  | { kind: 'patch'; patchId: string; deprecated: boolean }
  | { kind: 'accept_update'; updateId: string }
  | { kind: 'complete_update'; updateId: string; result?: string }
  /** The handler of an accepted update failed. */
  | { kind: 'fail_update'; updateId: string; failure: string }
  /** The validator refused it: nothing is recorded. */
  | { kind: 'reject_update'; updateId: string; failure: string }
  | ClosingCommand;

/** What ends a run. */
export type ClosingCommand =
  | { kind: 'complete_workflow'; result?: string }
  | { kind: 'fail_workflow'; failure: string }
  | { kind: 'cancel_workflow' }
  | { kind: 'continue_as_new'; workflowType: string; args: string[] };

export interface ScheduleActivityCommand {
  kind: 'schedule_activity';
  seq: number;
  activityId: string;
  activityType: string;
  args: string[];
  taskQueue: string;
  scheduleToCloseMs?: number;
  scheduleToStartMs?: number;
  startToCloseMs?: number;
  heartbeatMs?: number;
  retry: RetryPolicy;
  summary?: string;
}

/** The retry policy with the server's defaults filled in. */
export interface RetryPolicy {
  /** 0: without a limit. */
  maximumAttempts: number;
  initialIntervalMs: number;
  backoffCoefficient: number;
  maximumIntervalMs: number;
  nonRetryableErrorTypes: string[];
}

const CLOSING: ReadonlySet<string> = new Set([
  'complete_workflow',
  'fail_workflow',
  'cancel_workflow',
  'continue_as_new',
]);

/**
 * The commands that leave an event: not the refusal of an update, and not a timer that is started and cancelled in one task,
 * which the SDK's core keeps to itself.
 */
export function recordable(commands: readonly Command[]): Command[] {
  const started = seqsOf(commands, 'start_timer');
  const cancelled = seqsOf(commands, 'cancel_timer');
  return commands.filter((command) => {
    if (command.kind === 'start_timer') return !cancelled.has(command.seq);
    if (command.kind === 'cancel_timer') return !started.has(command.seq);
    return command.kind !== 'reject_update';
  });
}

const seqsOf = (commands: readonly Command[], kind: 'start_timer' | 'cancel_timer'): Set<number> =>
  new Set(commands.flatMap((command) => (command.kind === kind ? [command.seq] : [])));

export const isClosing = (command: Command): command is ClosingCommand => CLOSING.has(command.kind);
