import { randomBytes } from 'node:crypto';
import { newOrderId } from '../support/orders';
import { eventually } from '../support/eventually';
import { TestReceiver } from '../support/receiver';
import { ConfigFolder } from './support/config-folder';
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
      [
        ...metrics.matchAll(
          /^(carat_(?:gateway_calls|charges_total|event_posts|log_lines_dropped).*) (\d+)$/gm,
        ),
      ].map(([, series = '', value]) => [series, Number(value)]),
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

  it('so are the posts of events to a receiver, taken or not', async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const receiver = await TestReceiver.open([secret]);
    const files = new ConfigFolder();
    try {
      const { url, ca } = receiver.options();
      await deployment.startWorker({
        merchants: {
          [deployment.merchant]: {
            ...deployment.store(),
            webhookUrl: url,
            webhookSecretsFile: files.write('webhook.secrets', `${secret}\n`),
            webhookCaFile: files.write('webhook-ca.pem', ca ?? ''),
            webhookPrivateAddresses: 'allow',
          },
        },
      });
      const posts = async (): Promise<[string, number][]> =>
        [...counters(await scrape())].filter(([series]) => series.startsWith('carat_event_posts'));
      const before = await posts();
      expect(before.map(([, value]) => value)).toEqual([0, 0]);
      receiver.faults = ['refuses'];
      await deployment.subscriptions.start(await deployment.payNow(newOrderId()));
      await eventually('one post is refused, and taken the next time', async () =>
        (await posts()).every(([, value]) => value > 0),
      );
      expect((await posts()).map(([series]) => series)).toEqual(before.map(([series]) => series));
    } finally {
      await receiver.close();
      files.remove();
    }
  });
});
