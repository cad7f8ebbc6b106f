import { WorkflowNotFoundError } from '@temporalio/common';
import { attemptOf } from '../../../contract/earlier-attempts';
import { problemOfFirstDate } from '../../../contract/first-date';
import { within, type TemporalAccess } from '../../access';
import { AttemptRefusedError } from '../../errors/attempt-errors';
import { InvalidInputError, SubscriptionExistsError } from '../../errors/subscription-errors';
import { translateError } from '../../errors/translate-error';
import { readRunEvents } from '../../events/read-events';
import { CLIENT_LIMITS } from '../../limits';
import { begin, starting, type Beginning, type SubscriptionHandleInfo } from '../begin';
import { lookBeside, refusalOf, told } from '../beside';
import { differingFields } from '../differing-fields';
import { readExistingStart, type ExistingStart } from '../existing-start';
import type { StartLook, StartOptions } from '../start-options';
import { readEndedAttempt, type EndedAttemptLook } from './ended-attempt';
import { clientWithRequestId, newMark } from './start-once';
import { storyOf, type Story } from './story-of';

/** A start, and which attempt at its order it is. */
export interface Attempt extends Beginning {
  /** From 1. */
  attempt: number;
}

/**
 * Starts an order once more, after an attempt that ended as rejected and moved no money. Of two that race one starts: the server takes
 * each attempt once, by its request id. A repeated attempt is answered as a repeated start is.
 *
 * @throws AttemptRefusedError, InvalidInputError, MerchantNotServedError, SimilarStartError, SubscriptionExistsError, NoWorkerError, and the
 * errors of the connection
 */
export async function startAttempt(
  access: TemporalAccess,
  wanted: Attempt,
  options: StartOptions,
): Promise<SubscriptionHandleInfo> {
  const { input, workflowId, nowMs } = wanted;
  try {
    const repeated = await answerIfRepeated(access, wanted);
    if (repeated !== undefined) return repeated;
    const beside = await lookAtAttempt(access, wanted, options);
    const begun = await beginAttempt(access, wanted);
    if (begun !== undefined) return { ...begun, ...told(input, await beside.after(), nowMs) };
    // Another one was quicker.
    const existing = await answerIfRepeated(access, wanted);
    if (existing !== undefined) return existing;
    throw wrongNumber(workflowId, wanted.attempt);
  } catch (error) {
    throw translateError(error, starting(access, workflowId));
  }
}

/**
 * What `startAttempt` would come to, by the same looks. It starts nothing.
 *
 * @throws what `startAttempt` throws, of what can be known before
 */
export async function lookBeforeAttempt(
  access: TemporalAccess,
  wanted: Attempt,
  options: StartOptions,
): Promise<StartLook> {
  const { input, workflowId, nowMs } = wanted;
  try {
    if ((await answerIfRepeated(access, wanted)) !== undefined) return { exists: true };
    const beside = await lookAtAttempt(access, wanted, options);
    await readStory(access, wanted, { makeWay: false });
    return { exists: false, ...told(input, await beside.after(), nowMs) };
  } catch (error) {
    throw translateError(error, starting(access, workflowId));
  }
}

/** Where both are in the way, what came of the attempt before is told: the other can be waived. */
const lookAtAttempt = (
  access: TemporalAccess,
  wanted: Attempt,
  options: StartOptions,
): ReturnType<typeof lookBeside> =>
  lookAtStart(access, wanted, options).catch(async (error: unknown) => {
    await readStory(access, wanted, { makeWay: false });
    throw error;
  });

/** What is in the way of a start, whatever came of those before it. */
export async function lookAtStart(
  access: TemporalAccess,
  { input, nowMs }: Attempt,
  options: StartOptions,
): ReturnType<typeof lookBeside> {
  const passed = problemOfFirstDate(input, nowMs);
  if (passed !== undefined) throw new InvalidInputError([passed]);
  const beside = await lookBeside(access, input, options);
  const refused = refusalOf(input, beside.before, options);
  if (refused !== undefined) throw refused;
  return beside;
}

/**
 * The answer where this very attempt was started before.
 *
 * @returns undefined where it is the one that comes next
 */
async function answerIfRepeated(
  access: TemporalAccess,
  { input, workflowId, attempt }: Attempt,
): Promise<SubscriptionHandleInfo | undefined> {
  const existing = await readStart(access, workflowId);
  if (existing.input === undefined) throw new SubscriptionExistsError(workflowId, ['(the whole input)']);
  const { earlierAttempts, ...same } = { earlierAttempts: undefined, ...existing.input };
  const last = attemptOf({ orderId: same.orderId, earlierAttempts });
  if (last === attempt - 1) return undefined;
  if (last !== attempt) throw wrongNumber(workflowId, attempt, last);
  const fields = differingFields(same, input);
  if (fields.length > 0) throw new SubscriptionExistsError(workflowId, fields);
  const { merchant, orderId } = input;
  return { workflowId, runId: existing.firstRunId, merchant, orderId, alreadyRunning: true };
}

async function readStart(access: TemporalAccess, workflowId: string): Promise<ExistingStart> {
  try {
    await within(access, CLIENT_LIMITS.callMs, () => access.client.workflow.getHandle(workflowId).describe());
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const problem = 'must follow another: nothing is known of this order id';
    throw new AttemptRefusedError(workflowId, 'nothing_to_repeat', problem);
  }
  return readExistingStart(access, workflowId);
}

async function beginAttempt(
  access: TemporalAccess,
  wanted: Attempt,
): Promise<SubscriptionHandleInfo | undefined> {
  const { start, workflowId, attempt } = wanted;
  const untilMs = Date.now() + CLIENT_LIMITS.attemptMs;
  const story = await readStory(access, wanted, { makeWay: true });
  // Content is no part of it: two that differ are still one attempt.
  const client = clientWithRequestId(access, `${workflowId} attempt ${String(attempt)}`);
  const told = { ...wanted, start: { ...start, earlierAttempts: story } as typeof start };
  return begin(access, told, 'ALLOW_DUPLICATE', { client, mark: newMark(), untilMs });
}

async function readStory(
  access: TemporalAccess,
  { input, workflowId, attempt }: Attempt,
  look: EndedAttemptLook,
): Promise<Story> {
  const { merchant, orderId } = input;
  const { view, runId } = await readEndedAttempt(access, { merchant, orderId }, look);
  if ((view.attempt ?? 1) !== attempt - 1) throw wrongNumber(workflowId, attempt, view.attempt);
  const { last } = await readRunEvents(access, { merchant, orderId }, Number.MAX_SAFE_INTEGER, runId);
  return storyOf(view, last);
}

function wrongNumber(workflowId: string, attempt: number, last?: number): AttemptRefusedError {
  const is = last === undefined ? '' : `: the last attempt is ${String(last)}`;
  return new AttemptRefusedError(
    workflowId,
    'wrong_number',
    `must be one more than the last one, and is ${String(attempt)}${is}`,
  );
}
