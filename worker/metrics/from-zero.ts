import type { Runtime } from '@temporalio/worker';
import { eventPosts, type DeliveryActivities } from '../../activities/deliveries';
import { countedCalls } from '../../activities/gateway-routes';
import { gatewayCalls } from '../../activities/in-flight';
import { eventsTaskQueueOf, gatewayTaskQueueOf, WORKFLOW_TYPE } from '../../contract/ids';
import { CHARGE_OUTCOMES, chargeCounter } from '../../domain/events/charge-metric';

interface Counted {
  namespace: string;
  /** Task queue of the workflows. */
  taskQueue: string;
  merchants: readonly { alias: string; receiver?: unknown }[];
}

/**
 * Tells every counter at 0. One that begins with its first event hides it: what reads it sees a rise only from one value to another, so
 * that three lost replies that come at once, or the one denial of a day, would be no rise at all.
 */
export function tellFromZero({ metricMeter }: Pick<Runtime, 'metricMeter'>, counted: Counted): void {
  const { namespace, taskQueue, merchants } = counted;
  for (const { alias, receiver } of merchants) {
    for (const call of countedCalls())
      gatewayCalls(metricMeter).add(0, { ...call, namespace, taskQueue: gatewayTaskQueueOf(alias) });
    const ofWorkflow = { namespace, taskQueue, workflowType: WORKFLOW_TYPE, merchant: alias };
    for (const outcome of CHARGE_OUTCOMES) chargeCounter(metricMeter).add(0, { ...ofWorkflow, outcome });
    if (receiver === undefined) continue;
    const ofDelivery = { activityType: DELIVERY, namespace, taskQueue: eventsTaskQueueOf(alias) };
    for (const outcome of ['taken', 'not_taken']) eventPosts(metricMeter).add(0, { ...ofDelivery, outcome });
  }
}

const DELIVERY: keyof DeliveryActivities = 'deliverEvents';
