/** The public entry of the package: what a billing system uses. */
export { SubscriptionClient, type SubscriptionClientOptions } from './subscription-client';
export type { AdoptionAnswer, AdoptionRequest, AdoptOptions } from './adoption/adopt';
export type { Ceiling } from './ceiling';
export type { ConnectOptions } from './connect';
export type { ChargesPage, ChargesRequest } from './reading/charges';
export type { EventsPage, EventsRequest } from './events/read-events';
export type { MerchantEventsPage, MerchantEventsRequest } from './events/merchant-events';
export type { GetOptions } from './reading/read-view';
export type { Timeline, TimelineEntry } from './reading/timeline';
export type { SubscriptionRef } from './reference';
export type { SubscriptionHandleInfo } from './start/begin';
export type { CommandRequests } from './commands/command-table';
export type {
  AcknowledgeRequest,
  CancelRequest,
  ChangeAmountRequest,
  ChangeCardRequest,
  ChangeInstallmentsRequest,
  ChangeNextDateRequest,
  CommandOptions,
  ConfirmationRequest,
  PlainRequest,
  RefundRequest,
  ResolveRequest,
  ResumeRequest,
} from './commands/requests';
export type { ListFilter } from './listing/list-query';
export type { PageRequest, SubscriptionPage } from './listing/list-subscriptions';
export type { SubscriptionSummary } from './listing/summary';
export type { WaitOptions } from './reading/wait-for-state';
export { CaratSubscriptionsError } from './errors/error-base';
export { CLIENT_ERRORS, type ClientErrorCode } from './errors/codes';
export { AdoptionNotKnownError, AdoptionRefusedError } from './errors/adoption-errors';
export { CommandNotCarriedOutError, type CommandProblem } from './errors/not-carried-out';
export {
  CommandFailedError,
  CommandNotAllowedError,
  CommandOutcomePendingError,
  InvalidCommandError,
  InvalidInputError,
  InvalidRequestError,
  InvalidSettingsError,
  StateUnreachableError,
  SubscriptionExistsError,
  SubscriptionNotFoundError,
  SubscriptionWorkflowFailedError,
  WaitTimedOutError,
} from './errors/subscription-errors';
export {
  ClientClosedError,
  NamespaceNotFoundError,
  NoWorkerError,
  PermissionDeniedError,
  SearchAttributesMissingError,
  TemporalUnreachableError,
  UnexpectedAnswerError,
  WorkflowStuckError,
} from './errors/temporal-errors';
export type { SimilarStart, StartLook, StartNote, StartOptions } from './start/start-options';
export { AttemptRefusedError, type AttemptRefusal } from './errors/attempt-errors';
export { MerchantNotServedError, SimilarStartError, StartNotSuccessfulError } from './errors/start-errors';
export { EventNotDeliveredError, InvalidWebhookError } from './errors/webhook-errors';
export type { ResendAnswer } from './events/resend-event';
export { verifyEvent, type WebhookRequest } from './events/verify-event';
export { JSON_SCHEMAS, type JsonSchema } from './json-schemas';
export type {
  AcknowledgeCommand,
  CancelCommand,
  ChangeAmountCommand,
  ChangeCardCommand,
  ChangeInstallmentsCommand,
  ChangeNextDateCommand,
  CommandAnswer,
  ConfirmationCommand,
  PlainCommand,
  RefundCommand,
  ResolveCommand,
  ResumeCommand,
} from '../contract/commands';
export type { AdoptionPreview } from '../contract/adoption';
export type { AdoptionStart, NewStart, SubscriptionInput, SubscriptionStart } from '../contract/input';
export type { SubscriptionEvent, SubscriptionEventType } from '../contract/events';
export type { Problem } from '../contract/problems';
export type { StartPreview } from '../contract/start-preview';
export type { Preview } from '../contract/preview';
export type { SubscriptionView } from '../contract/view';
export type { ChangeKind } from '../domain/edits/change';
export type { PreviewedKind } from '../domain/subscription/preview';
export { WORKFLOW_TASK_QUEUE, WORKFLOW_TYPE, workflowIdOf } from '../contract/ids';
export { WORKFLOW_ERRORS, type WorkflowErrorCode } from '../contract/error-codes';
export { SEARCH_ATTRIBUTES } from '../contract/search-attributes';
export { END_STATES, LIVE_STATES, type SubscriptionState } from '../contract/vocabulary';
