import { newOrderId } from '../support/orders';
import { eventually } from '../support/eventually';
import { Deployment } from './support/deployment';

jest.setTimeout(180_000);

const DENIED = { kind: 'deny', authorizerCode: '51' } as const;
const WAITS = /^temporal_activity_schedule_to_start_latency_bucket\{.*le="(\d+)"\}/gm;

/** A rise is seen from one value to another only: what begins with its first event hides it from every alert. */
describe('the counters of a worker', () => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.reset());
  afterAll(() => deployment.stop());

  const scrape = async (): Promise<string> =>
    (await fetch(`http://${deployment.metricsAddress}/metrics`)).text();
  const counters = (metrics: string): Map<string, number> =>
    new Map(
      [...metrics.matchAll(/^(carat_(?:gateway_calls|charges_total|log_lines_dropped).*) (\d+)$/gm)].map(
        ([, series = '', value]) => [series, Number(value)],
      ),
    );

  it('are there at 0 before anything happens: a payment, a denial, a reply that is lost', async () => {
    await deployment.startWorker();
    const { sandbox, subscriptions, merchant } = deployment;
    const before = counters(await scrape());
    expect([...before.values()].filter((value) => value !== 0)).toEqual([]);
    expect([...before.keys()].join()).toContain('carat_log_lines_dropped');
    const [denied, lost] = [newOrderId(), newOrderId()];
    await sandbox.control.addFault({ route: 'pay', kind: 'execute_then_drop', orderId: lost, times: 1 });
    for (const orderId of [newOrderId(), denied, lost]) {
      const order = await deployment.payNow(orderId);
      if (orderId === denied && order.card.kind === 'carat_token')
        await sandbox.control.scriptCard(order.card.token, { orderId, payment: DENIED });
      await subscriptions.start(order);
      await subscriptions.waitFor({ merchant, orderId }, ['active', 'rejected']);
    }
    const rises = async (): Promise<string[]> =>
      [...counters(await scrape())].flatMap(([series, value]) => (value > 0 ? [series] : []));
    const charges = (series: readonly string[]): string[] =>
      series.filter((name) => name.startsWith('carat_charges_total'));
    await eventually('the charges are counted', async () => charges(await rises()).length === 2);
    const rose = await rises();
    for (const outcome of ['unknown', 'denied', 'done'])
      expect(rose.join()).toContain(`outcome="${outcome}"`);
    expect(rose.filter((series) => !before.has(series))).toEqual([]);
    // The alert on calls that wait asks for a minute.
    expect([...(await scrape()).matchAll(WAITS)].map(([, bound]) => bound)).toContain('60000');
  });
});
