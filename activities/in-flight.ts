import { Context } from '@temporalio/activity';
import type { MetricCounter, MetricMeter } from '@temporalio/common';
import { beside } from './around-call';
import { codedFailure } from './failures';
import type { GatewayActivities } from './gateway-activities';
import { GATEWAY_ROUTES } from './gateway-routes';
import { LIMITS } from './limits';

/**
 * Runs one gateway call as the body of an activity: it shows that the worker lives, so that a lost one is noticed
 * in seconds instead of at the end of the timeout, and it counts and times the call for the metrics. None of this can
 * change what becomes of the call.
 *
 * @throws ApplicationFailure with a type of `failures.ts`, and nothing else: an error from outside leaves its text here.
 */
export async function inFlight<T extends { kind: string }>(
  activity: keyof GatewayActivities,
  call: () => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const route = GATEWAY_ROUTES[activity];
  const heart = setInterval(() => {
    beside(() => {
      context.heartbeat();
    });
  }, LIMITS.heartbeatEveryMs);
  const startedAt = performance.now();
  let outcome = 'no_answer';
  try {
    const result = await call();
    outcome = result.kind;
    return result;
  } catch (error) {
    throw codedFailure(error);
  } finally {
    clearInterval(heart);
    beside(() => {
      measure(context, Math.round(performance.now() - startedAt), { route, outcome });
    });
  }
}

function measure(
  { metricMeter }: Context,
  durationMs: number,
  tags: { route: string; outcome: string },
): void {
  gatewayCalls(metricMeter).add(1, tags);
  metricMeter
    .createHistogram('carat_gateway_call_duration', 'int', 'ms', 'Duration of the calls of the Carat gateway')
    .record(durationMs, tags);
}

export const gatewayCalls = (meter: MetricMeter): MetricCounter =>
  meter.createCounter('carat_gateway_calls', undefined, 'Calls of the Carat gateway by outcome');
