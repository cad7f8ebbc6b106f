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
 * Keeps the gauges of how many subscriptions are in each state, and how many are stuck: some counts of the visibility store now and then, and
 * no subscription is read. Every worker tells the same, so take the maximum over workers and not the sum.
 *
 * @returns what stops it
 */
export function tellStanding(options: Options): () => void {
  const { metricMeter } = options.runtime;
  const states = metricMeter.createGauge(
    'carat_subscriptions',
    'int',
    undefined,
    'Subscriptions of the namespace that have not ended, by state',
  );
  const stuck = metricMeter.createGauge(
    'carat_subscriptions_stuck',
    'int',
    undefined,
    'Subscriptions of the namespace whose workflow task fails or times out again and again',
  );
  let isAsking = false;
  const tell = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      for (const state of LIVE_STATES)
        states.set(await countOf(options, `${SEARCH_ATTRIBUTES.state.name} = '${state}'`), { state });
      stuck.set(await countOf(options, IS_STUCK));
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

/** What the Temporal server says of a workflow whose task has come to nothing five times running; it takes that back when one succeeds. */
const IS_STUCK = 'TemporalReportedProblems IS NOT NULL';

async function countOf({ connection, namespace }: Options, condition: string): Promise<number> {
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running' AND ${condition}`;
  const { count } = await connection.withDeadline(Date.now() + LIMITS.temporalCallMs, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  );
  return Number(count);
}
