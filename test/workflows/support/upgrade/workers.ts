import type { WorkflowBundleOption } from '@temporalio/worker';
import { Started } from '../../../../devstack/started';
import { startWorkflowWorker } from '../../../../devstack/workflow-worker';
import { temporalAddress } from '../../../support/run-environment';

/** The one worker of the workflows of a task queue, whose code changes while subscriptions run. */
export class UpgradedWorker {
  readonly #taskQueue: string;
  #running = new Started();

  constructor(taskQueue: string) {
    this.#taskQueue = taskQueue;
  }

  /** Stops the worker that runs, and starts one with this code. */
  async deploy(bundle: WorkflowBundleOption): Promise<void> {
    await this.stop();
    const options = { address: temporalAddress(), taskQueue: this.#taskQueue, bundle };
    await startWorkflowWorker(options, this.#running);
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    this.#running = new Started();
  }
}
