import { idle } from '../time/virtual-time';
import type { Command } from './commands';
import { commandOf } from './sdk-commands';
import type { SdkActivator, SdkJob, SdkWorkerInterface } from './sdk';
import { payloadOf, textOf } from './text-payloads';
import { catchRejections, type Rejections } from './unhandled-rejections';

/** One workflow task, as the workflow is given it. */
export interface Activation {
  /** The workflow's clock during the task, milliseconds since the epoch. */
  nowMs: number;
  jobs: SdkJob[];
  historyLength: number;
  historySizeBytes: number;
  continueAsNewSuggested: boolean;
  /** Set when the task is done once more from its record: the flags and patches that it had. */
  replay?: { sdkFlags: readonly number[]; patches: readonly string[] };
}

/** The workflow code failed in a way that is no failure of the workflow: a real worker would try the task for ever. */
class WorkflowTaskError extends Error {
  override readonly name = 'WorkflowTaskError';
}

/** One workflow at work in the SDK. */
export class WorkflowInstance {
  readonly #api: SdkWorkerInterface;
  readonly #activator: SdkActivator;
  readonly #enter: () => void;
  /** Updates that the workflow has accepted so far. */
  readonly #accepted = new Set<string>();

  constructor(api: SdkWorkerInterface, activator: SdkActivator, enter: () => void) {
    this.#api = api;
    this.#activator = activator;
    this.#enter = enter;
  }

  /** The current details that the workflow has set, which the server asks for when somebody looks. */
  get currentDetails(): string {
    return this.#activator.currentDetails;
  }

  /** SDK flags that are in use so far; they are recorded with each task. */
  get sdkFlags(): number[] {
    return [...this.#activator.knownFlags];
  }

  /**
   * Does one workflow task as the SDK's worker does, and returns what the workflow asks for.
   *
   * @throws WorkflowTaskError when the code of the workflow, or one of its promises, failed.
   */
  async activate(activation: Activation): Promise<Command[]> {
    this.#enter();
    this.#prepare(activation);
    const rejections = catchRejections();
    try {
      this.#start(activation.jobs);
      await this.#run();
      return this.#conclude(rejections);
    } catch (error) {
      throw error instanceof WorkflowTaskError
        ? error
        : new WorkflowTaskError(messageOf(error), { cause: error });
    } finally {
      rejections.stop();
    }
  }

  /** Asks a Query; it changes nothing. */
  async query(name: string, ...args: unknown[]): Promise<unknown> {
    this.#enter();
    const input = args.map((arg) => payloadOf(JSON.stringify(arg)));
    const query = { queryId: name, queryType: name, arguments: input, headers: {} };
    this.#api.activate({ jobs: [{ variant: 'queryWorkflow', queryWorkflow: query }] });
    await idle();
    const { commands } = this.#api.concludeActivation().successful;
    const answer = commands.find(({ respondToQuery }) => respondToQuery?.queryId === name)?.respondToQuery;
    const text = answer?.succeeded ? textOf(answer.succeeded.response) : undefined;
    if (text === undefined) throw new Error(`query ${name}: ${answer?.failed?.message ?? 'no answer'}`);
    return JSON.parse(text);
  }

  #prepare({ nowMs, historyLength, historySizeBytes, continueAsNewSuggested, replay }: Activation): void {
    const activator = this.#activator;
    const isReplaying = replay !== undefined;
    activator.now = nowMs;
    activator.mutateWorkflowInfo((info) => ({
      ...info,
      historyLength,
      historySize: historySizeBytes,
      continueAsNewSuggested,
      unsafe: { ...(info['unsafe'] as object), isReplaying, isReplayingHistoryEvents: isReplaying },
    }));
    if (replay === undefined) return;
    activator.addKnownFlags(replay.sdkFlags);
    for (const patchId of replay.patches) activator.notifyHasPatch({ patchId });
  }

  #start(jobs: SdkJob[]): void {
    const initialize = jobs.find(({ variant }) => variant === 'initializeWorkflow');
    if (initialize !== undefined) this.#api.initialize(initialize['initializeWorkflow']);
    this.#api.activate({ jobs });
  }

  async #run(): Promise<void> {
    do await idle();
    while (this.#api.tryUnblockConditions() > 0);
  }

  #conclude(rejections: Rejections): Command[] {
    const { commands } = this.#api.concludeActivation().successful;
    this.#activator.sinkCalls.length = 0;
    if (rejections.first !== undefined) throw rejections.first.reason;
    return commands.map((command) => this.#named(commandOf(command)));
  }

  /** The SDK says of both that they were rejected: an update whose handler failed, and one that was refused at the door. */
  #named(command: Command): Command {
    if (command.kind === 'accept_update') this.#accepted.add(command.updateId);
    const isFailed = command.kind === 'reject_update' && this.#accepted.has(command.updateId);
    return isFailed ? { ...command, kind: 'fail_update' } : command;
  }
}

/** Errors of evaluated code may be of another realm than ours. */
const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
