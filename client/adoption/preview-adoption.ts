import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { adoptionPreviewSchema, type AdoptionPreview } from '../../contract/adoption';
import { gatewayTaskQueueOf, PREVIEW_TYPE, previewIdOf, workflowIdOf } from '../../contract/ids';
import type { SubscriptionInput } from '../../contract/input';
import { within, type TemporalAccess } from '../access';
import { AdoptionNotKnownError } from '../errors/adoption-errors';
import { NoWorkerError } from '../errors/temporal-errors';
import { isSilence, translateError } from '../errors/translate-error';
import { checkOptions } from '../check-options';
import { CLIENT_LIMITS } from '../limits';
import { parseAnswer } from '../parse-answer';
import { askForWorkers } from '../reading/silence';
import { checkInput } from '../start/check-input';
import { ADOPT_OPTIONS, type AdoptionRequest, type AdoptOptions } from './adopt';
import { isAdoptedAlready } from './taken-id';

/**
 * Says what an adoption would come to, and changes nothing. A short workflow asks the gateway, since only workers hold its keys.
 *
 * @throws InvalidInputError, SubscriptionExistsError, NoWorkerError, AdoptionNotKnownError (the gateway did not tell), and the errors of the connection
 */
export async function previewAdoption(
  access: TemporalAccess,
  request: AdoptionRequest,
  options: AdoptOptions,
): Promise<AdoptionPreview> {
  checkOptions(options, ADOPT_OPTIONS);
  const { timeoutMs = CLIENT_LIMITS.previewMs } = options;
  const input = checkInput({ ...request, entry: 'adopt' });
  if (await isAdoptedAlready(access, input)) return adoptedAlready(input, request.sid);
  const answer = await ask(access, input, timeoutMs);
  const preview = parseAnswer(adoptionPreviewSchema, answer, 'the answer of the dry run');
  if (preview.verdict !== 'not_known') return preview;
  const { merchant, orderId } = input;
  if (preview.reason === 'not_taken') {
    const queue = gatewayTaskQueueOf(merchant);
    throw new NoWorkerError(`no worker takes the gateway calls of ${merchant}, on the task queue ${queue}`);
  }
  throw new AdoptionNotKnownError(workflowIdOf(merchant, orderId), preview);
}

function adoptedAlready({ merchant, orderId }: SubscriptionInput, sid: string): AdoptionPreview {
  const what = 'it is there already with the same content, and nothing would be started';
  return { merchant, orderId, sid, verdict: 'would_be_adopted', what, misfits: [] };
}

async function ask(access: TemporalAccess, input: SubscriptionInput, timeoutMs: number): Promise<unknown> {
  if (input.entry !== 'adopt') throw new Error('only an adoption has a dry run');
  const { merchant, sid } = input;
  const { namespace } = access.client.options;
  const workflowId = previewIdOf(merchant, sid, randomUUID());
  try {
    const handle = await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.start(PREVIEW_TYPE, {
        workflowId,
        taskQueue: access.taskQueue,
        args: [input],
        workflowExecutionTimeout: CLIENT_LIMITS.previewMs,
        priority: { fairnessKey: merchant },
        staticSummary: `dry run: would ${merchant}/${input.orderId} adopt the schedule?`,
      }),
    );
    return await within(access, timeoutMs, () => handle.result());
  } catch (error) {
    if (!isSilence(error) && !(error instanceof WorkflowFailedError))
      throw translateError(error, { what: `asking ${workflowId}`, workflowId, namespace });
    const silent = (await askForWorkers(access)) === 'none' ? 'no worker polls' : 'none answered on';
    throw new NoWorkerError(`the dry run had no answer: ${silent} the task queue ${access.taskQueue}`, error);
  }
}
