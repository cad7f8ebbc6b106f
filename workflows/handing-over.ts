import { allHandlersFinished, workflowInfo } from '@temporalio/workflow';
import type { Life } from './life';

/**
 * Whether this run should hand over to a new one: its history is long, and nothing is in progress that the next
 * run could not see. A command that is still being answered is waited for.
 */
export function shouldHandOver(life: Life): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  const long = continueAsNewSuggested || historyLength >= life.input.options.continueAsNewAfterEvents;
  return long && allHandlersFinished() && life.personalDecision === undefined;
}
