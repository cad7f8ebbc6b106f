import { Context } from '@temporalio/activity';

/** Pause between two signs of life while a call is in flight, milliseconds; a quarter of the heartbeat timeout. */
const HEARTBEAT_EVERY_MS = 5_000;

/**
 * Runs one gateway call as the body of an activity: it shows that the worker lives, so that a lost one is noticed
 * in seconds instead of at the end of the timeout, and it counts and times the call for the metrics.
 */
export async function inFlight<T extends { kind: string }>(
  route: string,
  call: () => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const heart = setInterval(() => {
    context.heartbeat();
  }, HEARTBEAT_EVERY_MS);
  const startedAt = performance.now();
  let outcome = 'no_answer';
  try {
    const result = await call();
    outcome = result.kind;
    return result;
  } finally {
    clearInterval(heart);
    const { metricMeter } = context;
    const tags = { route, outcome };
    metricMeter
      .createCounter('carat_gateway_calls', undefined, 'Calls of the Carat gateway by outcome')
      .add(1, tags);
    metricMeter
      .createHistogram(
        'carat_gateway_call_duration',
        'int',
        'ms',
        'Duration of the calls of the Carat gateway',
      )
      .record(Math.round(performance.now() - startedAt), tags);
  }
}
