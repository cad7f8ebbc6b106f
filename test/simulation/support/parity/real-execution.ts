import {
  WorkflowUpdateFailedError,
  WorkflowUpdateStage,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import type { ClosingCommand } from '../../../../simulation/temporal/commands';
import type { UpdateOutcome } from '../../../../simulation/temporal/updates';
import type { Scene } from '../../../../simulation/playing/scene';

type SceneExecution = Scene['execution'];

/** A running subscription on a real server, as those outside of it send to it and ask it. */
export class RealExecution implements SceneExecution {
  readonly isAway = false;
  readonly canBeAsked = true;
  readonly handle: WorkflowHandle;
  closedBy: ClosingCommand | undefined;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(client: Client, workflowId: string) {
    this.handle = client.workflow.getHandle(workflowId);
  }

  /** Everything that was sent has reached the workflow, and was taken or refused. */
  async delivered(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Answers once the update is completed; `delivered` waits only until it is accepted, since the rest may take workflow time. */
  async update(name: string, updateId: string, args: readonly unknown[]): Promise<UpdateOutcome> {
    const waitForStage = WorkflowUpdateStage.ACCEPTED;
    const started = this.handle.startUpdate(name, { updateId, args: args as [unknown], waitForStage });
    const outcome = started.then((update) => update.result()).then(completed, ended);
    // What is answered at once is heard at once.
    this.#track(
      started.then(
        () => Promise.race([outcome, turn()]),
        () => outcome,
      ),
    );
    return outcome;
  }

  query(name: string): Promise<unknown> {
    return this.handle.query(name);
  }

  requestCancel(): void {
    this.#track(this.handle.cancel());
  }

  /** Something else that has to be over before time passes. */
  wait(other: Promise<unknown>): void {
    this.#track(other);
  }

  #track(sending: Promise<unknown>): void {
    const kept = sending.then(turn).finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
  }
}

/** Lets what waits for an answer go on. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

const completed = (result: unknown): UpdateOutcome =>
  result === undefined ? { kind: 'completed' } : { kind: 'completed', result: JSON.stringify(result) };

function ended(error: unknown): UpdateOutcome {
  if (error instanceof WorkflowNotFoundError) return { kind: 'not_found' };
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) throw error;
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'aborted' };
  return { kind: 'rejected', failure: JSON.stringify({ message: cause.message, type: cause.type }) };
}
