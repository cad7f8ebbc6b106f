import type { WorkflowHandleWithFirstExecutionRunId, WorkflowStartOptions } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { chargedTwiceAtOnce, problemOfFirstDate } from '../../contract/first-date';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { SubscriptionInput, SubscriptionStart } from '../../contract/input';
import type { Problem } from '../../contract/problems';
import { within, type TemporalAccess } from '../access';
import { amountsAbove, type Ceiling } from '../ceiling';
import { attributesAtStart } from './attributes-at-start';
import { checkInput } from './check-input';
import { detailsOf, summaryOf } from './describe-start';
import { differingFields } from './differing-fields';
import { InvalidInputError, SubscriptionExistsError } from '../errors/subscription-errors';
import { readExistingStart } from './existing-start';
import type { CaratSubscriptionsError } from '../errors/error-base';
import { MerchantNotServedError, SimilarStartError, similarInWords } from '../errors/start-errors';
import { isServed, type Served } from './served';
import { LIKENESS, likenessOf, similarStarts } from './similar-starts';
import type { SimilarStart, StartNote, StartOptions } from './start-options';
import { isRefusedAdoption } from './refused-adoption';
import { CLIENT_LIMITS } from '../limits';
import { isInvalidArgument, translateError, type Doing } from '../errors/translate-error';

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

/**
 * Starts a subscription, once per merchant and order id. A start whose reply got lost may be repeated: the same content
 * gives the same answer, as long as the namespace keeps the ended workflow.
 *
 * @throws InvalidInputError, MerchantNotServedError, SimilarStartError, SubscriptionExistsError, and the errors of the connection
 */
export async function startSubscription(
  access: TemporalAccess,
  start: SubscriptionStart,
  options: StartOptions = {},
): Promise<SubscriptionHandleInfo> {
  const input = checkInput(start);
  refuseAboveCeiling(access, input);
  const workflowId = workflowIdOf(input.merchant, input.orderId);
  const nowMs = Date.now();
  const passed = problemOfFirstDate(input, nowMs);
  const beginning = { input, start, workflowId, nowMs };
  // A first date that has passed is wrong in a new start, and right in one that is repeated later.
  if (passed !== undefined)
    return (await ifItExists(access, beginning)) ?? Promise.reject(new InvalidInputError([passed]));
  const beside = await lookBeside(access, input);
  const refused = refusalOf(input, beside, options);
  if (refused !== undefined) return (await ifItExists(access, beginning)) ?? Promise.reject(refused);
  const begun = await begin(access, beginning, reusePolicyOf(input));
  return begun === undefined
    ? await answerOfExisting(access, workflowId, input, start)
    : { ...begun, ...told(input, beside, nowMs) };
}

function memoOf(input: SubscriptionInput): { memo?: Record<string, unknown> } {
  const likeness = likenessOf(input);
  return likeness === undefined ? {} : { memo: { [LIKENESS]: likeness } };
}

/** What is looked at beside the start. */
interface Beside {
  served: Served;
  similarTo: SimilarStart[];
}

async function lookBeside(access: TemporalAccess, input: SubscriptionInput): Promise<Beside> {
  const [served, similarTo] = await Promise.all([
    isServed(access, input.merchant),
    similarStarts(access, input),
  ]);
  return { served, similarTo };
}

/** A start that looks like a mistake, unless the caller says that it is none. */
function refusalOf(
  { merchant, orderId }: SubscriptionInput,
  { served, similarTo }: Beside,
  { anyway = false, ifSimilar = 'warn' }: StartOptions,
): CaratSubscriptionsError | undefined {
  if (served === 'not_served' && !anyway) return new MerchantNotServedError(merchant);
  if (similarTo.length > 0 && ifSimilar === 'refuse')
    return new SimilarStartError(workflowIdOf(merchant, orderId), similarTo);
  return undefined;
}

/** What the answer tells beside itself. */
function told(
  input: SubscriptionInput,
  { served, similarTo }: Beside,
  nowMs: number,
): Pick<SubscriptionHandleInfo, 'notes' | 'similarTo'> {
  const twice = chargedTwiceAtOnce(input, nowMs);
  const isUnserved = served === 'not_served' || served === 'no_workers';
  const notes: StartNote[] = [
    ...(twice === undefined ? [] : [{ code: 'charged_twice_at_once' as const, message: twice }]),
    ...(isUnserved
      ? [{ code: 'merchant_not_served' as const, message: `${UNSERVED[served]}; its calls wait` }]
      : []),
    ...(similarTo.length === 0
      ? []
      : [{ code: 'similar_start' as const, message: similarInWords(similarTo) }]),
  ];
  return {
    ...(notes.length === 0 ? {} : { notes }),
    ...(similarTo.length === 0 ? {} : { similarTo }),
  };
}

const UNSERVED = {
  not_served: 'no worker serves the merchant',
  no_workers: 'no worker is there',
} as const;

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

interface Beginning {
  input: SubscriptionInput;
  start: SubscriptionStart;
  workflowId: string;
  nowMs: number;
}

/** What was ended from outside may be adopted again: an adoption moves no money. Nothing else is ever started twice. */
const reusePolicyOf = ({ entry }: SubscriptionInput): WorkflowStartOptions['workflowIdReusePolicy'] =>
  entry === 'adopt' ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'REJECT_DUPLICATE';

/** @returns undefined when one of this id exists */
async function begin(
  access: TemporalAccess,
  { input, start, workflowId, nowMs }: Beginning,
  workflowIdReusePolicy: WorkflowStartOptions['workflowIdReusePolicy'],
): Promise<SubscriptionHandleInfo | undefined> {
  const { merchant, orderId } = input;
  try {
    const handle = await startFindable(access, input, {
      workflowId,
      taskQueue: access.taskQueue,
      args: [start],
      workflowIdReusePolicy,
      workflowIdConflictPolicy: 'FAIL',
      // The merchants get the workers in turn: one that starts much at once does not hold up the others.
      priority: { fairnessKey: merchant },
      ...memoOf(input),
      staticSummary: summaryOf(input),
      staticDetails: detailsOf(input, nowMs),
    });
    return { workflowId, runId: handle.firstExecutionRunId, merchant, orderId, alreadyRunning: false };
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
): Promise<WorkflowHandleWithFirstExecutionRunId> {
  const start = (more: Partial<WorkflowStartOptions>): Promise<WorkflowHandleWithFirstExecutionRunId> =>
    within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.start(WORKFLOW_TYPE, { ...options, ...more }),
    );
  try {
    return await start({ typedSearchAttributes: attributesAtStart(input) });
  } catch (error) {
    if (!isInvalidArgument(error)) throw error;
    return await start({});
  }
}

async function answerOfExisting(
  access: TemporalAccess,
  workflowId: string,
  input: SubscriptionInput,
  start: SubscriptionStart,
): Promise<SubscriptionHandleInfo> {
  try {
    const existing = await readExistingStart(access, workflowId);
    if (input.entry === 'adopt' && (await isRefusedAdoption(access, workflowId, existing))) {
      const beginning = { input, start, workflowId, nowMs: Date.now() };
      const begun = await begin(access, beginning, 'ALLOW_DUPLICATE');
      if (begun !== undefined) return begun;
    }
    const fields =
      existing.input === undefined ? ['(the whole input)'] : differingFields(existing.input, input);
    if (fields.length > 0) throw new SubscriptionExistsError(workflowId, fields);
    const { merchant, orderId } = input;
    return { workflowId, runId: existing.firstRunId, merchant, orderId, alreadyRunning: true };
  } catch (failure) {
    throw translateError(failure, starting(access, workflowId));
  }
}

const starting = ({ client }: TemporalAccess, workflowId: string): Doing => ({
  what: `starting ${workflowId}`,
  workflowId,
  namespace: client.options.namespace,
  repeat: 'repeat the start: it is safe',
});

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
