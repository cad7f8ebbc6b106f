import { allHandlersFinished, workflowInfo } from '@temporalio/workflow';
import type { Subscription } from './entity';

/**
 * True when this run should hand over to a new one: its history is long, and nothing is in progress that the next run could
 * not see. A command that is still being answered is waited for.
 */
export function shouldHandOver({ input }: Subscription): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  const isLong = continueAsNewSuggested || historyLength >= input.options.continueAsNewAfterEvents;
  return isLong && allHandlersFinished();
}
