import { TypedSearchAttributes } from '@temporalio/common';
import { evaluate, globalsWith } from '../bundle/evaluate';
import { SharedStorage } from './async-storage';
import type { WorkflowStarted } from './history';
import { randomnessOf } from './randomness';
import type { SdkActivator, WorkflowExports } from './sdk';
import { textPayloads } from './text-payloads';
import { WorkflowInstance } from './workflow-instance';

const CUSTOM_MODULES: Record<string, unknown> = {
  __temporal_custom_payload_converter: { payloadConverter: textPayloads },
  __temporal_custom_failure_converter: {},
};

/**
 * The workflow code of one worker version, evaluated once: the code of this checkout on top of the SDK's own workflow library.
 * Instances of workflows are opened in it one after the other, as in the reused context of a real worker.
 */
export class WorkflowCode {
  readonly #globals: Record<string, unknown>;
  readonly #exports: WorkflowExports;

  /** @param text - the workflow bundle, see `bundleCode` */
  constructor(text: string) {
    const { Date, setTimeout, clearTimeout, WeakRef, FinalizationRegistry } = globalThis;
    this.#globals = globalsWith({
      ...{ AsyncLocalStorage: SharedStorage, Date, setTimeout, clearTimeout, WeakRef, FinalizationRegistry },
      // Not there in a real workflow context either.
      ...{ process: undefined, require: undefined, setInterval: undefined, performance: undefined },
    });
    this.#exports = evaluate(text, 'workflow-code', this.#globals, (name) => {
      if (name in CUSTOM_MODULES) return CUSTOM_MODULES[name];
      throw new Error(`workflow code cannot use ${name}`);
    }) as WorkflowExports;
    this.#exports.overrideGlobals();
    const { workflows } = this.#exports;
    this.#globals['__TEMPORAL__'] = { importWorkflows: () => workflows, importInterceptors: () => [] };
  }

  /** Opens an instance at the start of a run. */
  open(started: WorkflowStarted, startMs: number): WorkflowInstance {
    const { api } = this.#exports;
    api.initRuntime({
      info: infoOf(started, startMs),
      now: startMs,
      randomnessSeed: randomnessOf(started.runId),
      registeredActivityNames: new Set(),
      getTimeOfDay: () => 0n,
      showStackTraceSources: false,
      stackTracesEnabled: false,
    });
    const activator = this.#globals['__TEMPORAL_ACTIVATOR__'] as SdkActivator;
    return new WorkflowInstance(api, activator, () => {
      this.#globals['__TEMPORAL_ACTIVATOR__'] = activator;
    });
  }
}

/** What the SDK's worker tells a workflow of itself. */
function infoOf(started: WorkflowStarted, startMs: number): Record<string, unknown> {
  const { workflowId, runId, workflowType, taskQueue, firstRunId, firstStartMs, continuedFromRunId } =
    started;
  return {
    workflowId,
    runId,
    workflowType,
    taskQueue,
    namespace: 'default',
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    memo: {},
    firstExecutionRunId: firstRunId,
    originalExecutionRunId: runId,
    ...(continuedFromRunId === undefined ? {} : { continuedFromExecutionRunId: continuedFromRunId }),
    startTime: new Date(firstStartMs),
    runStartTime: new Date(startMs),
    taskTimeoutMs: 10_000,
    attempt: 1,
    historyLength: 0,
    historySize: 0,
    continueAsNewSuggested: false,
    currentBuildId: '',
    unsafe: { isReplaying: false, isReplayingHistoryEvents: false },
  };
}
