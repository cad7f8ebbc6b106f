import { setTimeout } from 'node:timers/promises';
import { ExecutionClock } from '../devstack/execution-clock';
import type { Stack } from '../devstack/stack';
import { LIMITS } from './limits';

/** Waits until executions do nothing but wait: no workflow task and no activity is left of what was started. */
export async function untilIdle({ client }: Stack, workflowIds: readonly string[]): Promise<void> {
  const executions = new ExecutionClock(client.connection, client.options.namespace);
  const deadline = performance.now() + LIMITS.idleWithinMs;
  for (const workflowId of workflowIds) {
    while ((await executions.standing(workflowId))?.busy === true) {
      if (performance.now() > deadline) throw new Error(`${workflowId} does not come to rest`);
      await setTimeout(LIMITS.idleLookEveryMs);
    }
  }
}
