import { allHandlersFinished, workflowInfo } from '@temporalio/workflow';
import { isHeavy } from '../domain/subscription/lighten';
import type { Subscription } from './entity';

/**
 * True when this run should hand over to a new one: its history is long or its record heavy, and nothing is in progress that the next run could
 * not see. A command that is still being answered is waited for.
 */
export function shouldHandOver({ input, record, context }: Subscription): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  const isLong = continueAsNewSuggested || historyLength >= input.options.continueAsNewAfterEvents;
  return allHandlersFinished() && (isLong || isHeavy(record, context.nowMs));
}
