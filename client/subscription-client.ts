import type { Client, Connection } from '@temporalio/client';
import { WORKFLOW_TASK_QUEUE } from '../contract/ids';
import type { NewStart, SubscriptionStart } from '../contract/input';
import type { AdoptionPreview } from '../contract/adoption';
import type { Preview } from '../contract/preview';
import type { StartPreview } from '../contract/start-preview';
import type { SubscriptionView } from '../contract/view';
import { definedOnly } from '../contract/vocabulary';
import type { PreviewedKind } from '../domain/subscription/preview';
import type { SubscriptionState } from '../domain/subscription/states';
import { adopt, type AdoptionAnswer, type AdoptionRequest, type AdoptOptions } from './adoption/adopt';
import { previewAdoption } from './adoption/preview-adoption';
import { accessOver } from './access';
import type { Ceiling } from './ceiling';
import { CENTS_BY_MERCHANT, TEXT, checkOptions, type Checks } from './check-options';
import { CONNECT_OPTIONS, connectToTemporal, type ConnectOptions } from './connect';
import {
  readMerchantEvents,
  type MerchantEventsPage,
  type MerchantEventsRequest,
} from './events/merchant-events';
import { readEvents, type EventsPage, type EventsRequest } from './events/read-events';
import { resendEvent, type ResendAnswer } from './events/resend-event';
import { InvalidRequestError } from './errors/subscription-errors';
import type { ListFilter } from './listing/list-query';
import {
  countSubscriptions,
  eachSubscription,
  listSubscriptions,
  type PageRequest,
  type SubscriptionPage,
} from './listing/list-subscriptions';
import type { SubscriptionSummary } from './listing/summary';
import { readCharges, type ChargesPage, type ChargesRequest } from './reading/charges';
import { readPreview } from './reading/preview';
import { GET_OPTIONS, readView, type GetOptions } from './reading/read-view';
import { readTimeline, type Timeline } from './reading/timeline';
import type { SubscriptionRef } from './reference';
import type { CommandRequests } from './commands/command-table';
import { awaitStart } from './start/await-start';
import { START_OPTIONS, type StartLook, type StartOptions } from './start/start-options';
import { previewStart } from './start/preview-start';
import type { SubscriptionHandleInfo } from './start/begin';
import { lookBeforeStart, startSubscription } from './start/start-subscription';
import { WAIT_OPTIONS, waitForState, type WaitOptions } from './reading/wait-for-state';
import { SubscriptionCommands } from './subscription-commands';

/** Settings of a SubscriptionClient. */
export interface SubscriptionClientOptions {
  /**
   * Task queue on which subscriptions are started: the one of the workers.
   *
   * @default `carat-subscriptions`
   */
  taskQueue?: string;
  /**
   * Most that one charge may come to, integer cents: of every merchant, or of each by its alias. A start or a change above it is refused
   * before anything leaves. The worker has one of its own, and the last word.
   *
   * @default none
   */
  maxAmountCents?: Ceiling;
}

const CLIENT_OPTIONS: Checks<SubscriptionClientOptions> = {
  taskQueue: TEXT,
  maxAmountCents: CENTS_BY_MERCHANT,
};

/**
 * What a billing system uses: starts subscriptions, asks for them and decides about them. Every error extends
 * CaratSubscriptionsError: a code, a message that names the field, a next step, its place in docs/errors.md.
 *
 * @example
 * const subscriptions = await SubscriptionClient.connect();
 * await subscriptions.start({ entry: 'start_later', merchant: 'loja-a', orderId: 'A0001', ... });
 * const view = await subscriptions.waitFor({ merchant: 'loja-a', orderId: 'A0001' }, ['active', 'rejected']);
 */
export class SubscriptionClient extends SubscriptionCommands {
  /** The connection that `connect` opened; one that was given stays with its owner. */
  private connection: Connection | undefined;

  /** Works over a Temporal client that the caller owns. */
  constructor(client: Client, options: SubscriptionClientOptions = {}) {
    checkOptions(options, CLIENT_OPTIONS);
    if (typeof (client as Client | undefined)?.workflow !== 'object')
      throw new InvalidRequestError([{ field: 'client', problem: 'must be a Client of @temporalio/client' }]);
    super(accessOver(client, options.taskQueue ?? WORKFLOW_TASK_QUEUE, options.maxAmountCents));
  }

  /**
   * Connects as the Temporal CLI does: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*,
   * TEMPORAL_PROFILE and the configuration file.
   *
   * @throws InvalidRequestError (an option), InvalidSettingsError, TemporalUnreachableError, PermissionDeniedError
   */
  static async connect(
    options: ConnectOptions & SubscriptionClientOptions = {},
  ): Promise<SubscriptionClient> {
    checkOptions(options, { ...CONNECT_OPTIONS, ...CLIENT_OPTIONS });
    const { client, connection } = await connectToTemporal(options);
    const { taskQueue, maxAmountCents } = options;
    const subscriptions = new SubscriptionClient(client, definedOnly({ taskQueue, maxAmountCents }));
    subscriptions.connection = connection;
    return subscriptions;
  }

  /** Closes the connection that `connect` opened. */
  async close(): Promise<void> {
    await this.connection?.close();
    this.connection = undefined;
  }

  /**
   * Starts a subscription, once per merchant and order id. A start whose reply got lost may be repeated: the same content
   * gives the same answer with `alreadyRunning: true`, for as long as the namespace keeps ended workflows.
   *
   * After an attempt that ended as `rejected` and moved no money, the same order may be started once more: `{ attempt: 2 }`. It is a new
   * attempt only where that is said, and is started once, however often it is repeated.
   *
   * What may be a mistake is said in `notes` and `similarTo`, and holds nothing up, but for a merchant that no worker serves.
   *
   * @throws InvalidInputError (before anything leaves), MerchantNotServedError, SimilarStartError, SubscriptionExistsError,
   * AttemptRefusedError, NoWorkerError (of an attempt), and the errors of the connection
   */
  async start(input: SubscriptionStart, options: StartOptions = {}): Promise<SubscriptionHandleInfo> {
    return startSubscription(this.access, input, options);
  }

  /**
   * Starts a subscription as `start` does, and waits until the gateway has said what came of it. A view that is `pending_confirmation`
   * or `blocked` is an answer, too.
   *
   * @throws StartNotSuccessfulError (its `reason` says why), WaitTimedOutError, and as `start`
   */
  async startAndWait(
    input: SubscriptionStart,
    options: WaitOptions & StartOptions = {},
  ): Promise<SubscriptionView> {
    // What is wrong is told before anything is started.
    checkOptions(options, { ...WAIT_OPTIONS, ...START_OPTIONS });
    const { timeoutMs, pollMs, ...starting } = options;
    return awaitStart(this.access, await this.start(input, starting), definedOnly({ timeoutMs, pollMs }));
  }

  /**
   * The other half of the dry run of `start`: whether it would be refused for what is there already. It asks the server, and starts
   * nothing.
   *
   * @throws as `start`, of what can be known before
   */
  async lookBeforeStart(input: NewStart, options: StartOptions = {}): Promise<StartLook> {
    return lookBeforeStart(this.access, input, options);
  }

  /**
   * The dry run of `start`: what would be charged and when, by the rules that would follow it. It asks nobody and starts nothing.
   *
   * @throws InvalidInputError, InvalidRequestError for an adoption
   */
  previewStart(input: NewStart): StartPreview {
    return previewStart(input, this.access.maxAmountCents);
  }

  /**
   * Takes over a schedule that exists at the gateway, once per merchant and order id, and waits until the gateway has told what it
   * is. Nothing is created, paid or activated. Repeating it is safe; one that was refused may be asked for again, with the same
   * order id. `result: 'accepted'`: the gateway has not answered yet, and the adoption goes on by itself (docs/adopting.md).
   *
   * @throws InvalidInputError, AdoptionRefusedError (its `reason` and `misfits` say why), SubscriptionExistsError, NoWorkerError
   */
  async adopt(adoption: AdoptionRequest, options: AdoptOptions = {}): Promise<AdoptionAnswer> {
    return adopt(this.access, adoption, options);
  }

  /**
   * The dry run of `adopt`: what would be taken over, and what does not fit the terms. It starts no subscription.
   *
   * @throws InvalidInputError, NoWorkerError (also when no worker serves the merchant), AdoptionNotKnownError
   */
  async previewAdoption(adoption: AdoptionRequest, options: AdoptOptions = {}): Promise<AdoptionPreview> {
    return previewAdoption(this.access, adoption, options);
  }

  /**
   * The whole view of a subscription, running or ended.
   *
   * @throws SubscriptionNotFoundError, SubscriptionWorkflowFailedError, NoWorkerError, WorkflowStuckError, TemporalUnreachableError
   */
  async get(ref: SubscriptionRef, options: GetOptions = {}): Promise<SubscriptionView> {
    checkOptions(options, GET_OPTIONS);
    return readView(this.access, ref, options.timeoutMs);
  }

  /**
   * One page of the cycles with every charge, newest first, over the whole life. A view has those of the last years; the others are
   * read from earlier runs, for as long as the namespace keeps these (its retention). `notKept` says which it keeps no more.
   *
   * @throws InvalidRequestError, and as `get`
   */
  async charges(ref: SubscriptionRef, request: ChargesRequest = {}): Promise<ChargesPage> {
    return readCharges(this.access, ref, request);
  }

  /**
   * What happened, oldest first: what persons asked for and why, what the gateway did, and every charge with its codes. Like `charges` it
   * reads earlier runs, for as long as the namespace keeps them.
   *
   * @throws as `get`
   */
  async timeline(ref: SubscriptionRef): Promise<Timeline> {
    return readTimeline(this.access, ref);
  }

  /**
   * What the billing system is told of, oldest first, after a sequence (docs/events.md). Drop what you have by its id.
   *
   * @example
   * const { events, last } = await subscriptions.events(ref, { since: lastSequenceThatIHave });
   * @throws InvalidRequestError, and as `get`
   */
  async events(ref: SubscriptionRef, request: EventsRequest = {}): Promise<EventsPage> {
    return readEvents(this.access, ref, request);
  }

  /**
   * The same of all subscriptions of a merchant, by a cursor that the caller keeps. At least once: what became known within the last hour
   * comes again.
   *
   * @throws InvalidRequestError, SearchAttributesMissingError
   */
  async merchantEvents(request: MerchantEventsRequest): Promise<MerchantEventsPage> {
    return readMerchantEvents(this.access, request);
  }

  /**
   * Sends an event that is kept to the receiver once more, with the same id. The subscription may have ended.
   *
   * @throws InvalidRequestError, EventNotDeliveredError, and as `get`
   */
  async resendEvent(ref: SubscriptionRef, eventId: string): Promise<ResendAnswer> {
    return resendEvent(this.access, ref, eventId);
  }

  /**
   * What a change or a refund would do if it were sent now: what would be set, by which gateway calls, the next three charges; or why it
   * would be refused. It asks the rules that would carry the command out, and changes nothing.
   *
   * @example
   * const told = await subscriptions.preview(ref, 'changeAmount', { amountCents: 5990, by: 'Ana', reason: 'new plan' });
   * @throws InvalidCommandError, and as `get`
   */
  async preview<Kind extends PreviewedKind>(
    ref: SubscriptionRef,
    kind: Kind,
    request: CommandRequests[Kind],
  ): Promise<Preview> {
    return readPreview(this.access, ref, kind, request);
  }

  /**
   * One page of the subscriptions that fit a filter: those that run, the newest first, then those that have ended, the last end first. An
   * order that was started more than once has a row for each attempt. Lists follow the truth within a second or so.
   *
   * @throws InvalidRequestError, SearchAttributesMissingError
   */
  async list(filter: ListFilter = {}, page: PageRequest = {}): Promise<SubscriptionPage> {
    return listSubscriptions(this.access, filter, page);
  }

  /**
   * How many rows of the list fit a filter: each attempt at an order counts.
   *
   * @throws InvalidRequestError, SearchAttributesMissingError
   */
  async count(filter: ListFilter = {}): Promise<number> {
    return countSubscriptions(this.access, filter);
  }

  /** Walks over all pages of a list: `for await (const subscription of client.listAll({ needsAttention: true }))`. */
  listAll(
    filter: ListFilter = {},
    options: { pageSize?: number } = {},
  ): AsyncGenerator<SubscriptionSummary, void, undefined> {
    return eachSubscription(this.access, filter, options.pageSize);
  }

  /**
   * Waits until a subscription is in one of the states. A worker or server that is away for a while is waited for.
   *
   * @throws StateUnreachableError as soon as it has ended otherwise, WaitTimedOutError with the state it is in
   */
  async waitFor(
    ref: SubscriptionRef,
    states: readonly SubscriptionState[],
    options: WaitOptions = {},
  ): Promise<SubscriptionView> {
    return waitForState(this.access, ref, states, options);
  }
}
