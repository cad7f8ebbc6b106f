import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { AcknowledgeCommand, CommandAnswer, ConfirmationCommand, ResolveCommand } from './commands';
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
