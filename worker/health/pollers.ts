import { LIMITS } from '../limits';
import { reachableAt } from '../../program/reachable';

/** The gauge of the SDK: one line a task queue and kind of task. */
const POLLERS = /^temporal_num_pollers\{[^}]*\} (\d+)/gm;

/** How many polls this process keeps open at the Temporal server, as its own metrics tell; 0 when they do not answer. */
export async function pollersOfThisProcess(metricsAddress: string): Promise<number> {
  try {
    const answer = await fetch(`http://${reachableAt(metricsAddress)}/metrics`, {
      signal: AbortSignal.timeout(LIMITS.healthAnswerMs),
    });
    const lines = (await answer.text()).matchAll(POLLERS);
    return [...lines].reduce((sum, [, polls]) => sum + Number(polls), 0);
  } catch {
    return 0;
  }
}
