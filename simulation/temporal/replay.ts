import { recordable, type Command } from './commands';
import { isCommandEvent, type CommandEvent, type HistoryEvent } from './history';
import { jobsOf, type DeliveredUpdate } from './jobs';
import type { SdkJob } from './sdk';
import type { WorkflowCode } from './workflow-code';
import type { Activation, WorkflowInstance } from './workflow-instance';

/** The code does not repeat what it did: on a real worker the execution would be stuck. */
export class NondeterminismError extends Error {
  override readonly name = 'NondeterminismError';
}

type Event<T extends HistoryEvent['type']> = HistoryEvent & { type: T };

/**
 * Does every completed workflow task of a history again in a new instance and compares what the workflow asks for with what was
 * recorded. Returns the instance, which stands where the record ends.
 *
 * @throws NondeterminismError at the first difference; WorkflowTaskError when the code fails on the way.
 */
export async function replay(
  code: WorkflowCode,
  history: readonly HistoryEvent[],
): Promise<WorkflowInstance> {
  const [first] = history;
  if (first?.type !== 'WorkflowExecutionStarted') throw new Error('a history begins with its start');
  const instance = code.open(first, first.atMs);
  const byTask = commandEventsByTask(history);
  const byStart = acceptedByStart(history);
  let toldUpTo = 0;
  for (const completed of history) {
    if (completed.type !== 'WorkflowTaskCompleted') continue;
    const started = history[completed.startedId - 1];
    if (started?.type !== 'WorkflowTaskStarted') throw new Error('a completed task was started');
    const recorded = (byTask.get(completed.id) ?? []).map(({ command }) => command);
    const contents = {
      events: history.slice(toldUpTo, started.id - 1),
      updates: byStart.get(started.id) ?? [],
    };
    const commands = await instance.activate({
      ...activationOf(started, jobsOf(contents, history)),
      replay: { sdkFlags: completed.sdkFlags, patches: patchesIn(recorded) },
    });
    compare(recorded, commands, completed);
    toldUpTo = started.id;
  }
  return instance;
}

const activationOf = (started: Event<'WorkflowTaskStarted'>, jobs: SdkJob[]): Activation => ({
  nowMs: started.atMs,
  jobs,
  historyLength: started.id,
  historySizeBytes: started.historySizeBytes,
  continueAsNewSuggested: started.continueAsNewSuggested,
});

/** Patches whose markers a task recorded: the workflow is told of them before the task begins. */
const patchesIn = (recorded: readonly Command[]): string[] =>
  recorded.flatMap((command) => (command.kind === 'patch' ? [command.patchId] : []));

function commandEventsByTask(history: readonly HistoryEvent[]): Map<number, CommandEvent[]> {
  const byTask = new Map<number, CommandEvent[]>();
  for (const event of history) {
    if (!isCommandEvent(event)) continue;
    const ofTask = byTask.get(event.taskId);
    if (ofTask === undefined) byTask.set(event.taskId, [event]);
    else ofTask.push(event);
  }
  return byTask;
}

/** Updates that were accepted, by the start of the task in which they were delivered; those that were refused have left nothing. */
function acceptedByStart(history: readonly HistoryEvent[]): Map<number, DeliveredUpdate[]> {
  const byStart = new Map<number, DeliveredUpdate[]>();
  for (const event of history) {
    if (!isCommandEvent(event) || event.command.kind !== 'accept_update' || event.update === undefined)
      continue;
    const { name, args, deliveredIn } = event.update;
    const update = { updateId: event.command.updateId, name, args, runValidator: false };
    byStart.set(deliveredIn, [...(byStart.get(deliveredIn) ?? []), update]);
  }
  return byStart;
}

function compare(
  recorded: readonly Command[],
  commands: readonly Command[],
  { id }: Event<'WorkflowTaskCompleted'>,
): void {
  const again = recordable(commands);
  const at = Math.max(recorded.length, again.length);
  for (let index = 0; index < at; index += 1) {
    const [before, now] = [inWords(recorded[index]), inWords(again[index])];
    if (before === now) continue;
    throw new NondeterminismError(
      `event ${String(id)}, command ${String(index + 1)}: recorded ${before}, now ${now}`,
    );
  }
}

const inWords = (command: Command | undefined): string =>
  command === undefined ? 'none' : JSON.stringify(command);
