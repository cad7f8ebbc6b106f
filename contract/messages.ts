import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AcknowledgeCommand, CommandAnswer, ConfirmationCommand, ResolveCommand } from './commands';
import type { AuthenticityAnswer, AuthenticityPost, Heard, StatusPost } from './posts';
import type { SubscriptionView } from './view';

/** Query `status`: the whole view of a subscription. Works on ended ones too. */
export const statusQuery = defineQuery<SubscriptionView>('status');

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
 * Signal `statusPosted`: the gateway posted a status. A hint: it makes the subscription ask early, and nothing else. One that is not
 * valid is ignored.
 */
export const statusPostedSignal = defineSignal<[StatusPost]>('statusPosted');

/** Query `heard`: what a status post would add. Asked first, it keeps what is known out of the history. */
export const heardQuery = defineQuery<Heard, [StatusPost]>('heard');

/**
 * Update `authenticity`: the gateway asks whether an edit or a refund is ours, while our begin call is open. Accepted only where one
 * is under way; otherwise refused before anything is written, as `authenticity_not_expected`.
 */
export const authenticityUpdate = defineUpdate<AuthenticityAnswer, [AuthenticityPost]>('authenticity');
