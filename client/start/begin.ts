import type {
  WorkflowClient,
  WorkflowHandleWithFirstExecutionRunId,
  WorkflowStartOptions,
} from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { WORKFLOW_TYPE } from '../../contract/ids';
import type { SubscriptionInput, SubscriptionStart } from '../../contract/input';
import { within, type TemporalAccess } from '../access';
import { isInvalidArgument, translateError, type Doing } from '../errors/translate-error';
import { CLIENT_LIMITS } from '../limits';
import { attributesAtStart } from './attributes-at-start';
import { memoOfPayer } from '../listing/payer';
import { memoOfMark, wasBegunBy } from './attempt/start-once';
import { detailsOf, summaryOf } from './describe-start';
import { LIKENESS, likenessOf } from './similar-starts';
import type { SimilarStart, StartNote } from './start-options';

/** Where a started subscription is found. */
export interface SubscriptionHandleInfo {
  workflowId: string;
  /** Run id of the first run; the subscription may have gone on in later ones. */
  runId: string;
  merchant: string;
  orderId: string;
  /** True when the same start had arrived before, so that nothing new was started. It may have ended meanwhile. */
  alreadyRunning: boolean;
  /** What a person may want to know; absent where there is nothing. */
  notes?: StartNote[];
  /** Others of the same payer and terms that were started within ten minutes; absent where there is none. */
  similarTo?: SimilarStart[];
}

/** A start that has been checked. */
export interface Beginning {
  input: SubscriptionInput;
  start: SubscriptionStart;
  workflowId: string;
  nowMs: number;
}

/** What an attempt is started with, so that it is started at most once. */
export interface Once {
  /** It has a request id of its own. */
  client: WorkflowClient;
  /** By which the run is known that this very start began. */
  mark: string;
  /** Instant until which what was looked at holds, milliseconds since the epoch. */
  untilMs: number;
}

/**
 * Starts the workflow, where none of its id is in the way.
 *
 * @param once - of an attempt: the client that starts it at most once, and until when what was looked at before holds
 * @returns undefined when one of this id exists
 */
export async function begin(
  access: TemporalAccess,
  { input, start, workflowId, nowMs }: Beginning,
  workflowIdReusePolicy: WorkflowStartOptions['workflowIdReusePolicy'],
  once?: Once,
): Promise<SubscriptionHandleInfo | undefined> {
  const { merchant, orderId } = input;
  try {
    const options: WorkflowStartOptions = {
      workflowId,
      taskQueue: access.taskQueue,
      args: [start],
      workflowIdReusePolicy,
      workflowIdConflictPolicy: 'FAIL',
      // The merchants get the workers in turn: one that starts much at once does not hold up the others.
      priority: { fairnessKey: merchant },
      ...memoOf(input, once),
      staticSummary: summaryOf(input),
      staticDetails: detailsOf(input, nowMs),
    };
    const handle = await startFindable(access, input, options, once);
    const runId = handle.firstExecutionRunId;
    if (once !== undefined && !(await wasBegunBy(access, { workflowId, runId }, once.mark))) return undefined;
    return { workflowId, runId, merchant, orderId, alreadyRunning: false };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw translateError(error, starting(access, workflowId));
  }
}

/**
 * Starts the workflow with its search attributes, so that it is found before any worker has taken it, and need not set them
 * itself. A namespace that has none of them yet refuses that; a worker registers them when it starts.
 */
async function startFindable(
  access: TemporalAccess,
  input: SubscriptionInput,
  options: WorkflowStartOptions,
  once: Once | undefined,
): Promise<WorkflowHandleWithFirstExecutionRunId> {
  const workflow = once?.client ?? access.client.workflow;
  let refused: unknown;
  for (const attributes of attributesAtStart(input)) {
    const more = attributes === undefined ? {} : { typedSearchAttributes: attributes };
    try {
      return await within(
        access,
        Math.min(CLIENT_LIMITS.callMs, (once?.untilMs ?? Infinity) - Date.now()),
        () => workflow.start(WORKFLOW_TYPE, { ...options, ...more }),
      );
    } catch (error) {
      if (!isInvalidArgument(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

function memoOf(input: SubscriptionInput, once: Once | undefined): { memo?: Record<string, unknown> } {
  const likeness = likenessOf(input);
  const memo = {
    ...memoOfPayer(input),
    ...(likeness === undefined ? {} : { [LIKENESS]: likeness }),
    ...(once === undefined ? {} : memoOfMark(once.mark)),
  };
  return Object.keys(memo).length === 0 ? {} : { memo };
}

export const starting = ({ client }: TemporalAccess, workflowId: string): Doing => ({
  what: `starting ${workflowId}`,
  workflowId,
  namespace: client.options.namespace,
  repeat: 'repeat the start: it is safe',
});
