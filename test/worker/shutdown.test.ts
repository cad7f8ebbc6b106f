import { eventually } from '../support/eventually';
import { newOrderId } from '../support/orders';
import { SECRET_KEY } from './support/config-folder';
import { Deployment } from './support/deployment';

jest.setTimeout(180_000);

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.start();
});
afterEach(() => deployment.reset());
afterAll(() => deployment.stop());

/** A subscription whose first payment the gateway executes at once and answers only after a while. */
async function paymentInFlight(holdMs: number): Promise<string> {
  const { sandbox, subscriptions } = deployment;
  const orderId = newOrderId();
  await sandbox.control.addFault({ route: 'pay', kind: 'hold', holdMs, orderId });
  await subscriptions.start(await deployment.payNow(orderId));
  await eventually('the payment is under way', async () => {
    const [request] = await sandbox.control.requests({ route: 'pay', orderId });
    return request?.status === 'open';
  });
  return orderId;
}

describe('a worker that is told to stop while a payment is in flight', () => {
  it('lets it end, keeps its answer, and the next worker goes on without paying again', async () => {
    const first = await deployment.startWorker();
    const orderId = await paymentInFlight(1_500);
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    await deployment.startWorker();
    const { state } = await deployment.subscriptions.waitFor({ merchant: deployment.merchant, orderId }, [
      'active',
    ]);
    expect(state).toBe('active');
    expect(await deployment.sandbox.control.ledger()).toHaveLength(1);
    expect(await deployment.sandbox.control.requests({ route: 'pay', orderId })).toHaveLength(1);
  });

  it('ends with 4 when the call outlasts the bound', async () => {
    const first = await deployment.startWorker({ shutdownGraceSeconds: 1 });
    await paymentInFlight(50_000);
    const startedAt = performance.now();
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(4);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(first.errorText).toContain('error shutdown_overdue');
  });

  it('ends at once on a second signal', async () => {
    const impatient = await deployment.startWorker();
    await paymentInFlight(20_000);
    impatient.signal('SIGTERM');
    await impatient.says('stopping: no new work is taken, calls in flight may end');
    impatient.signal('SIGTERM');
    expect(await impatient.ended()).toBe(128 + 15);
  });
});

/** Long polls for activities by task queue. */
const pollsIn = (metrics: string): Record<string, number> =>
  Object.fromEntries(
    metrics
      .split('\n')
      .filter(
        (line) => line.startsWith('temporal_num_pollers{') && line.includes('poller_type="activity_task"'),
      )
      .map((line) => [/task_queue="([^"]*)"/.exec(line)?.[1] ?? '', Number(line.split(' ').at(-1))]),
  );

describe('what a worker tells about its calls', () => {
  it('is each call with its subscription in the log and a count in the metrics, and no key and no card', async () => {
    const busy = await deployment.startWorker();
    const orderId = newOrderId();
    const { merchant, metricsAddress } = deployment;
    const input = await deployment.payNow(orderId);
    await deployment.subscriptions.start(input);
    await deployment.subscriptions.waitFor({ merchant: deployment.merchant, orderId }, ['active']);
    const paid = busy.lines.find(
      ({ msg, path }) => msg === 'gateway call' && String(path).includes('/payments/'),
    );
    expect(paid).toMatchObject({
      merchant,
      workflowId: `subscription/${merchant}/${orderId}`,
      activityType: 'payTransaction',
      attempt: 1,
      method: 'POST',
      outcome: 'done',
    });
    const metrics = await (await fetch(`http://${metricsAddress}/metrics`)).text();
    expect(metrics).toMatch(/^carat_gateway_calls\{[^}]*outcome="done"[^}]*route="pay"[^}]*\} 1$/m);
    expect(pollsIn(metrics)).toEqual({ [`carat-gateway-${merchant}`]: 4, [deployment.taskQueue]: 1 });
    const token = input.card.kind === 'carat_token' ? input.card.token : '';
    for (const secret of [SECRET_KEY, token]) expect(busy.printed + metrics).not.toContain(secret);
  });
});
