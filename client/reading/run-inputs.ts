import { readCarried, type Carried } from '../../contract/carried';
import { within, type TemporalAccess } from '../access';
import { UnexpectedAnswerError } from '../errors/temporal-errors';
import { isNotFound, translateError } from '../errors/translate-error';
import { CLIENT_LIMITS } from '../limits';
import { valuesIn } from '../payloads';

/** What one run was handed over by the run before it. */
export interface RunInput extends Carried {
  runId: string;
  /** The run before it; none for the first one. */
  previousRunId: string | undefined;
}

/**
 * Walks over the runs of a subscription, the newest first. It ends early where the namespace keeps a run no more: then the last one
 * given has a `previousRunId`.
 *
 * @throws UnexpectedAnswerError, TemporalUnreachableError
 */
export async function* eachRunInput(
  access: TemporalAccess,
  workflowId: string,
): AsyncGenerator<RunInput, void, undefined> {
  let next: string | undefined;
  for (let runs = 0; runs < CLIENT_LIMITS.runsRead; runs += 1) {
    const input = await runInputOf(access, workflowId, next);
    if (input === undefined) return;
    yield input;
    next = input.previousRunId;
    if (next === undefined) return;
  }
}

async function runInputOf(
  access: TemporalAccess,
  workflowId: string,
  wanted: string | undefined,
): Promise<RunInput | undefined> {
  const { client } = access;
  const { namespace } = client.options;
  try {
    const runId = wanted ?? (await currentRunId(access, workflowId));
    const { history } = await within(access, CLIENT_LIMITS.callMs, () =>
      client.workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId },
        maximumPageSize: 1,
      }),
    );
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    if (started == null) throw new UnexpectedAnswerError(`a run of ${workflowId} has no first event`);
    const previousRunId = started.continuedExecutionRunId;
    const carried = carriedIn(workflowId, await valuesIn(access, workflowId, started.input?.payloads));
    return {
      ...carried,
      runId,
      previousRunId: previousRunId === '' ? undefined : (previousRunId ?? undefined),
    };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw translateError(error, { what: `reading a run of ${workflowId}`, workflowId, namespace });
  }
}

async function currentRunId(access: TemporalAccess, workflowId: string): Promise<string> {
  const { runId } = await within(access, CLIENT_LIMITS.callMs, () =>
    access.client.workflow.getHandle(workflowId).describe(),
  );
  return runId;
}

function carriedIn(workflowId: string, [input, carried]: readonly unknown[]): Carried {
  try {
    return readCarried(input, carried);
  } catch (error) {
    throw new UnexpectedAnswerError(
      `a run of ${workflowId} was handed a record that this version cannot read`,
      error,
    );
  }
}
