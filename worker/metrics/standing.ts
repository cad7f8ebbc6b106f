import type { NativeConnection, Runtime } from '@temporalio/worker';
import { WORKFLOW_TYPE } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { LIVE_STATES } from '../../domain/subscription/states';
import { LIMITS } from '../limits';

interface Options {
  connection: Pick<NativeConnection, 'workflowService' | 'withDeadline'>;
  namespace: string;
  runtime: Pick<Runtime, 'metricMeter'>;
}

/**
 * Keeps the gauge of how many subscriptions are in each state: one count of the visibility store for each state now and then, and no
 * subscription is read. Every worker tells the same, so take the maximum over workers and not the sum.
 *
 * @returns what stops it
 */
export function tellStanding(options: Options): () => void {
  const gauge = options.runtime.metricMeter.createGauge(
    'carat_subscriptions',
    'int',
    undefined,
    'Subscriptions of the namespace that have not ended, by state',
  );
  let isAsking = false;
  const tell = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      for (const state of LIVE_STATES) gauge.set(await countIn(options, state), { state });
    } catch {
      // Counted again at the next turn: a metric must not end a worker.
    } finally {
      isAsking = false;
    }
  };
  void tell();
  const timer = setInterval(() => void tell(), LIMITS.standingEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

async function countIn({ connection, namespace }: Options, state: string): Promise<number> {
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.state.name} = '${state}'`;
  const { count } = await connection.withDeadline(Date.now() + LIMITS.temporalCallMs, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  );
  return Number(count);
}
