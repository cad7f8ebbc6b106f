import { WORKFLOW_TYPE } from '../../contract/ids';
import { subscriptionInputSchema, type SubscriptionInput } from '../../contract/input';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { SubscriptionExistsError } from '../errors/subscription-errors';
import { UnexpectedAnswerError } from '../errors/temporal-errors';
import { valuesIn } from '../payloads';
import { differingFields } from './differing-fields';

/** The start of a subscription that exists already. */
export interface ExistingStart {
  /** Run id of its first run, the one that its start was answered with. */
  firstRunId: string;
  /** What it was started with, defaults filled in; absent when it is no valid input of a subscription. */
  input: SubscriptionInput | undefined;
}

/** Reads what the existing workflow of an id was started with, from the first event of its current run. */
export async function readExistingStart(access: TemporalAccess, workflowId: string): Promise<ExistingStart> {
  const { client } = access;
  const { namespace } = client.options;
  const { history } = await within(access, CLIENT_LIMITS.callMs, () =>
    client.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId },
      maximumPageSize: 1,
    }),
  );
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  if (started == null) throw new UnexpectedAnswerError(`the history of ${workflowId} has no first event`);
  const firstRunId = started.firstExecutionRunId ?? '';
  if (started.workflowType?.name !== WORKFLOW_TYPE) return { firstRunId, input: undefined };
  const [input] = await valuesIn(access, workflowId, started.input?.payloads);
  return { firstRunId, input: subscriptionInputSchema.safeParse(input).data };
}

/**
 * A start is repeated with the same content, or not at all.
 *
 * @throws SubscriptionExistsError that names the fields which differ
 */
export function refuseOtherContent(
  workflowId: string,
  { input: existing }: ExistingStart,
  input: SubscriptionInput,
): void {
  const fields = existing === undefined ? ['(the whole input)'] : differingFields(existing, input);
  if (fields.length > 0) throw new SubscriptionExistsError(workflowId, fields);
}
