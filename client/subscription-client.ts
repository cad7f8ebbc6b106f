import type { Client, Connection } from '@temporalio/client';
import type { CommandAnswer } from '../contract/commands';
import { WORKFLOW_TASK_QUEUE } from '../contract/ids';
import type { SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import type { SubscriptionState } from '../domain/subscription/states';
import { accessOver, type TemporalAccess } from './access';
import { connectToTemporal, type ConnectOptions } from './connect';
import type { ListFilter } from './listing/list-query';
import {
  eachSubscription,
  listSubscriptions,
  type PageRequest,
  type SubscriptionPage,
  type SubscriptionSummary,
} from './listing/list-subscriptions';
import { readView, type GetOptions } from './reading/read-view';
import type { SubscriptionRef } from './reference';
import {
  sendCommand,
  type AcknowledgeRequest,
  type ConfirmationRequest,
  type ResolveRequest,
} from './commands/send-command';
import { startSubscription, type SubscriptionHandleInfo } from './start/start-subscription';
import { waitForState, type WaitOptions } from './reading/wait-for-state';

/** Settings of a SubscriptionClient. */
export interface SubscriptionClientOptions {
  /**
   * Task queue on which subscriptions are started: the one of the workers.
   *
   * @default `carat-subscriptions`
   */
  taskQueue?: string;
}

/**
 * What a billing system uses: starts subscriptions, asks for them and decides about them. Every error extends
 * CaratSubscriptionsError: a code, a message that names the field, a next step, its place in docs/errors.md.
 *
 * @example
 * const subscriptions = await SubscriptionClient.connect();
 * await subscriptions.start({ entry: 'start_later', merchant: 'loja-a', orderId: 'A0001', ... });
 * const view = await subscriptions.waitFor({ merchant: 'loja-a', orderId: 'A0001' }, ['active', 'rejected']);
 */
export class SubscriptionClient {
  private readonly access: TemporalAccess;
  /** The connection that `connect` opened; one that was given stays with its owner. */
  private connection: Connection | undefined;

  /** Works over a Temporal client that the caller owns. */
  constructor(client: Client, options: SubscriptionClientOptions = {}) {
    this.access = accessOver(client, options.taskQueue ?? WORKFLOW_TASK_QUEUE);
  }

  /**
   * Connects as the Temporal CLI does: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*,
   * TEMPORAL_PROFILE and the configuration file.
   *
   * @throws InvalidSettingsError, TemporalUnreachableError, PermissionDeniedError
   */
  static async connect(
    options: ConnectOptions & SubscriptionClientOptions = {},
  ): Promise<SubscriptionClient> {
    const { client, connection } = await connectToTemporal(options);
    const subscriptions = new SubscriptionClient(client, options);
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
   * @throws InvalidInputError (before anything leaves), SubscriptionExistsError, and the errors of the connection
   */
  async start(input: SubscriptionStart): Promise<SubscriptionHandleInfo> {
    return startSubscription(this.access, input);
  }

  /**
   * The whole view of a subscription, running or ended.
   *
   * @throws SubscriptionNotFoundError, SubscriptionWorkflowFailedError, NoWorkerError, WorkflowStuckError, TemporalUnreachableError
   */
  async get(ref: SubscriptionRef, options: GetOptions = {}): Promise<SubscriptionView> {
    return readView(this.access, ref, options.timeoutMs);
  }

  /**
   * Captures a payment that awaits confirmation. The answer's `result` says what became of it: `carried_out`, `accepted`
   * when it could not be sent yet and goes on, `in_doubt` when the gateway is being asked. Repeating it has no second effect,
   * and is answered from what is known by then.
   *
   * @throws InvalidCommandError, CommandNotAllowedError, CommandOutcomePendingError, CommandFailedError, NoWorkerError
   */
  async confirm(ref: SubscriptionRef, request: ConfirmationRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'confirm', request);
  }

  /** Releases a payment that awaits confirmation; the subscription ends as `undone`. Repeats and errors as `confirm`. */
  async undo(ref: SubscriptionRef, request: ConfirmationRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'undo', request);
  }

  /** A named person decides about a blocked subscription. To repeat one after a lost reply, give its update id. */
  async resolve(ref: SubscriptionRef, request: ResolveRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'resolve', request);
  }

  /**
   * A named person takes attention flags off that would stay up for good, such as `cycle_missed`. They come back when it
   * happens again. Repeats and errors as `resolve`.
   */
  async acknowledge(ref: SubscriptionRef, request: AcknowledgeRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'acknowledge', request);
  }

  /**
   * One page of the subscriptions that fit a filter, newest first. Lists follow the truth within a second or so.
   *
   * @throws InvalidRequestError, SearchAttributesMissingError
   */
  async list(filter: ListFilter = {}, page: PageRequest = {}): Promise<SubscriptionPage> {
    return listSubscriptions(this.access, filter, page);
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
