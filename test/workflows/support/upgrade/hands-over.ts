import { continueAsNew } from '@temporalio/workflow';

/**
 * Stands for the worker of another version at the moment at which it hands over: the input, then the record that the next run
 * takes on.
 */
export async function subscription(input: unknown, record: unknown): Promise<never> {
  return continueAsNew<typeof subscription>(input, record);
}
