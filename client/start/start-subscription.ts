import type { WorkflowStartOptions } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { ATTEMPTS_MAX } from '../../contract/earlier-attempts';
import { problemOfFirstDate } from '../../contract/first-date';
import { workflowIdOf } from '../../contract/ids';
import type { NewStart, SubscriptionInput, SubscriptionStart } from '../../contract/input';
import type { Problem } from '../../contract/problems';
import { within, type TemporalAccess } from '../access';
import { amountsAbove, type Ceiling } from '../ceiling';
import { checkOptions } from '../check-options';
import { AttemptRefusedError } from '../errors/attempt-errors';
import { InvalidInputError } from '../errors/subscription-errors';
import { translateError } from '../errors/translate-error';
import { CLIENT_LIMITS } from '../limits';
import { lookAtStart, lookBeforeAttempt, startAttempt, type Attempt } from './attempt/start-attempt';
import { begin, starting, type Beginning, type SubscriptionHandleInfo } from './begin';
import { lookBeside, refusalOf, told } from './beside';
import { checkInput } from './check-input';
import { readExistingStart, refuseOtherContent, type ExistingStart } from './existing-start';
import { onlyNew } from './only-new';
import { lastEventOf, refusedAdoption } from './refused-adoption';
import { START_OPTIONS, type StartLook, type StartOptions } from './start-options';

/**
 * Starts a subscription, once per merchant and order id. A start whose reply got lost may be repeated: the same content
 * gives the same answer, as long as the namespace keeps the ended workflow.
 *
 * @throws InvalidInputError, MerchantNotServedError, SimilarStartError, SubscriptionExistsError, with `attempt` also AttemptRefusedError and
 * NoWorkerError, and the errors of the connection
 */
export async function startSubscription(
  access: TemporalAccess,
  start: SubscriptionStart,
  options: StartOptions = {},
): Promise<SubscriptionHandleInfo> {
  const beginning = checked(access, start, options);
  const { input, workflowId, nowMs, attempt } = beginning;
  if (attempt > 1) return startAttempt(access, beginning, options);
  const passed = problemOfFirstDate(input, nowMs);
  // A first date that has passed is wrong in a new start, and right in one that is repeated later.
  if (passed !== undefined)
    return (await ifItExists(access, beginning)) ?? Promise.reject(new InvalidInputError([passed]));
  const beside = await lookBeside(access, input, options);
  const refused = refusalOf(input, beside.before, options);
  if (refused !== undefined) return (await ifItExists(access, beginning)) ?? Promise.reject(refused);
  const begun = await begin(access, beginning, reusePolicyOf(input));
  return begun === undefined
    ? await answerOfExisting(access, workflowId, input, start)
    : { ...begun, ...told(input, await beside.after(), nowMs) };
}

/**
 * What `startSubscription` would come to, by the same looks. It starts nothing.
 *
 * @throws what `startSubscription` throws, of what can be known before
 */
export async function lookBeforeStart(
  access: TemporalAccess,
  start: NewStart,
  options: StartOptions = {},
): Promise<StartLook> {
  const beginning = checked(access, start, options);
  const { nowMs, attempt } = beginning;
  const input = onlyNew(beginning.input);
  if (attempt > 1) return lookBeforeAttempt(access, beginning, options);
  if ((await ifItExists(access, beginning)) !== undefined) return { exists: true };
  const beside = await lookAtStart(access, beginning, options);
  return { exists: false, ...told(input, await beside.after(), nowMs) };
}

/** What can be said of a start before anything is asked. */
function checked(access: TemporalAccess, start: SubscriptionStart, options: StartOptions): Attempt {
  checkOptions(options, START_OPTIONS);
  const input = checkInput(start);
  refuseAboveCeiling(access, input);
  const workflowId = workflowIdOf(input.merchant, input.orderId);
  return { input, start, workflowId, nowMs: Date.now(), attempt: attemptIn(input, workflowId, options) };
}

/** Which attempt is asked for. Only the caller can say: a repeated start is none. */
function attemptIn(input: SubscriptionInput, workflowId: string, { attempt = 1 }: StartOptions): number {
  const isNew = input.entry !== 'adopt';
  if (isNew && input.earlierAttempts !== undefined)
    throw new InvalidInputError([
      { field: 'earlierAttempts', problem: 'must be absent: say which attempt it is, and it is filled in' },
    ]);
  if (input.entry === 'adopt' && input.eventsBefore !== undefined)
    throw new InvalidInputError([{ field: 'eventsBefore', problem: 'must be absent: it is filled in' }]);
  if (!Number.isSafeInteger(attempt) || attempt < 1)
    throw new InvalidInputError([
      { field: 'attempt', problem: `must be a whole number from 1 to ${String(ATTEMPTS_MAX)}` },
    ]);
  if (attempt > ATTEMPTS_MAX)
    throw new AttemptRefusedError(workflowId, 'too_many_attempts', `must be ${String(ATTEMPTS_MAX)} at most`);
  if (attempt > 1 && !isNew)
    throw new InvalidInputError([
      {
        field: 'attempt',
        problem: 'must be absent: an adoption that was refused is asked for again as it is',
      },
    ]);
  return attempt;
}

/** The answer where the subscription exists already: a repeated start is right, whatever is so today. */
async function ifItExists(
  access: TemporalAccess,
  { input, start, workflowId }: Beginning,
): Promise<SubscriptionHandleInfo | undefined> {
  try {
    await within(access, CLIENT_LIMITS.callMs, () => access.client.workflow.getHandle(workflowId).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw translateError(error, starting(access, workflowId));
  }
  return answerOfExisting(access, workflowId, input, start);
}

/** What was ended from outside may be adopted again: an adoption moves no money. Nothing else is ever started twice. */
const reusePolicyOf = ({ entry }: SubscriptionInput): WorkflowStartOptions['workflowIdReusePolicy'] =>
  entry === 'adopt' ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'REJECT_DUPLICATE';

async function answerOfExisting(
  access: TemporalAccess,
  workflowId: string,
  input: SubscriptionInput,
  start: SubscriptionStart,
): Promise<SubscriptionHandleInfo> {
  try {
    const existing = await readExistingStart(access, workflowId);
    const begun = await adoptAgain(access, { input, start, workflowId, nowMs: Date.now() }, existing);
    if (begun !== undefined) return begun;
    refuseOtherContent(workflowId, existing, input);
    const { merchant, orderId } = input;
    return { workflowId, runId: existing.firstRunId, merchant, orderId, alreadyRunning: true };
  } catch (failure) {
    throw translateError(failure, starting(access, workflowId));
  }
}

/** Starts an adoption once more whose order id has one that came to nothing. Whoever reads the events by their number misses none. */
async function adoptAgain(
  access: TemporalAccess,
  { start, ...asked }: Beginning,
  existing: ExistingStart,
): Promise<SubscriptionHandleInfo | undefined> {
  if (start.entry !== 'adopt') return undefined;
  const refused = await refusedAdoption(access, asked.workflowId, existing);
  if (refused === undefined) return undefined;
  const eventsBefore = await lastEventOf(access, asked.input, refused);
  return begin(access, { ...asked, start: { ...start, eventsBefore } }, 'ALLOW_DUPLICATE');
}

/** The amounts of a start that are above the ceiling of its merchant. */
export const problemsAboveCeiling = (ceiling: Ceiling | undefined, input: SubscriptionInput): Problem[] =>
  amountsAbove(ceiling, input.merchant, {
    'schedule.amountCents': input.schedule.amountCents,
    'payment.amountCents': input.entry === 'pay_now' ? input.payment.amountCents : undefined,
  });

function refuseAboveCeiling({ maxAmountCents }: TemporalAccess, input: SubscriptionInput): void {
  const problems = problemsAboveCeiling(maxAmountCents, input);
  if (problems.length > 0) throw new InvalidInputError(problems);
}
