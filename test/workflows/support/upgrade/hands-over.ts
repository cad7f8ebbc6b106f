import { makeContinueAsNewFunc } from '@temporalio/workflow';

/**
 * Stands for the worker of another version at the moment at which it hands over: the input, then the record that the next run
 * takes on, on a task queue that this worker does not ask.
 */
export async function subscription(input: unknown, record: unknown, taskQueue: string): Promise<never> {
  return makeContinueAsNewFunc<(input: unknown, record: unknown) => Promise<never>>({ taskQueue })(
    input,
    record,
  );
}
