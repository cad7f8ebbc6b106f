import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
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
} from './commands';
import type { EventsAnswer } from './events';
import type { GivenUpEvents } from '../domain/events/push';
import type { AuthenticityAnswer, AuthenticityPost, Heard, StatusPost } from './posts';
import type { Preview } from '../domain/edits/preview';
import type { PreviewedKind } from '../domain/subscription/preview';
import type { SubscriptionView } from './view';

/** Query `status`: the whole view of a subscription. Works on ended ones too. */
export const statusQuery = defineQuery<SubscriptionView>('status');

/** Query `events`: the events that are kept, after a sequence (0: all). Works on ended ones too. */
export const eventsQuery = defineQuery<EventsAnswer, [number]>('events');

/**
 * Update `confirm`: captures a payment that awaits confirmation. Answers once the gateway has, or once it is in doubt or goes on;
 * `result` says which.
 */
export const confirmUpdate = defineUpdate<CommandAnswer, [ConfirmationCommand]>('confirm');

/** Update `undo`: releases a payment that awaits confirmation; the subscription ends as `undone`. */
export const undoUpdate = defineUpdate<CommandAnswer, [ConfirmationCommand]>('undo');

/** Update `resolve`: a named person decides about a `blocked` subscription. */
export const resolveUpdate = defineUpdate<CommandAnswer, [ResolveCommand]>('resolve');

/** Update `acknowledge`: a named person takes attention flags off that would stay up for good. */
export const acknowledgeUpdate = defineUpdate<CommandAnswer, [AcknowledgeCommand]>('acknowledge');

/**
 * Updates that change a running schedule. Each is one edit at the gateway, carried out in the order of acceptance; a cancellation
 * overtakes what has not been sent. The answer says `carried_out`, `accepted` or `in_doubt`; repeat it under the same id to
 * hear what is known then.
 */
export const CHANGE_UPDATES = {
  /** Nothing is charged until it is resumed. */
  pause: defineUpdate<CommandAnswer, [PlainCommand]>('pause'),
  /** Never charges the past, unless `chargeMissed` says so. */
  resume: defineUpdate<CommandAnswer, [ResumeCommand]>('resume'),
  /** Counts from the moment it is accepted. */
  cancel: defineUpdate<CommandAnswer, [CancelCommand]>('cancel'),
  /** Takes a cancellation back, as long as the subscription is `cancelling`. */
  uncancel: defineUpdate<CommandAnswer, [PlainCommand]>('uncancel'),
  changeAmount: defineUpdate<CommandAnswer, [ChangeAmountCommand]>('changeAmount'),
  changeNextDate: defineUpdate<CommandAnswer, [ChangeNextDateCommand]>('changeNextDate'),
  changeCard: defineUpdate<CommandAnswer, [ChangeCardCommand]>('changeCard'),
  changeInstallments: defineUpdate<CommandAnswer, [ChangeInstallmentsCommand]>('changeInstallments'),
} as const;

/**
 * Update `refund`: gives money of one charge back, all that is left or a part. Several may be open, one for each charge. The answer says
 * `carried_out`, `accepted` or `in_doubt`; repeat it under the same id to hear what is known then.
 */
export const refundUpdate = defineUpdate<CommandAnswer, [RefundCommand]>('refund');

/** Update `retire`: we follow the schedule no more, somebody else does. Nothing changes at the gateway. */
export const retireUpdate = defineUpdate<CommandAnswer, [PlainCommand]>('retire');

/**
 * Signal `statusPosted`: the gateway posted a status. A hint: it makes the subscription ask early, and nothing else. One that is not
 * valid is ignored.
 */
export const statusPostedSignal = defineSignal<[StatusPost]>('statusPosted');

/**
 * Signal `makeWay`: another attempt at the order is to follow. One that has ended, and only waits for the receiver of its events, leaves
 * them to a workflow of their own; any other one ignores it.
 */
export const makeWaySignal = defineSignal('makeWay');

/** Signal `eventsGivenUp`: events that an earlier attempt at the order had left were not taken. They are flagged, as those of this one are. */
export const eventsGivenUpSignal = defineSignal<[GivenUpEvents]>('eventsGivenUp');

/** Signal `claimReleased` to the claim on a schedule: its subscription follows it no more. */
export const claimReleasedSignal = defineSignal('claimReleased');

/** Query `heard`: what a status post would add. Asked first, it keeps what is known out of the history. */
export const heardQuery = defineQuery<Heard, [StatusPost]>('heard');

/**
 * Update `authenticity`: the gateway asks whether an edit or a refund is ours, while our begin call is open. Accepted only where one
 * is under way; otherwise refused before anything is written, as `authenticity_not_expected`.
 */
export const authenticityUpdate = defineUpdate<AuthenticityAnswer, [AuthenticityPost]>('authenticity');

/**
 * Query `preview`: what a change or a refund would do, or why it would be refused. Takes the name of the command, its argument, and the
 * instant at which it is asked (ISO 8601): by itself a workflow knows only when something last happened to it, days ago perhaps.
 */
export const previewQuery = defineQuery<Preview, [PreviewedKind, unknown, string?]>('preview');
