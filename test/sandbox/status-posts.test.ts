import { mastercard } from './support/bodies';
import { PostedStage } from './support/posted-stage';
import { openStage } from './support/stage';
import { waitFor } from './support/wait-for';

let stage: PostedStage;

beforeAll(async () => {
  stage = await PostedStage.open();
});
afterEach(() => stage.again());
afterAll(() => stage.close());

const statuses = (): (string | undefined)[] => stage.receiver.at('/status').map(({ status }) => status);
const orders = (): (string | undefined)[] => stage.receiver.at('/status').map(({ pedido }) => pedido);
const deliveries = async (): Promise<unknown[]> =>
  (await stage.control.notifications()).map(({ delivery }) => delivery);

/** Moves the clock and waits until what fell due is sent. */
async function advance(minutes: number): Promise<void> {
  await stage.advanceMinutes(minutes);
  await stage.control.postsSent();
}

/** One payment, and everything that was posted of it at once. */
async function paid(orderId = 'pedido1'): Promise<void> {
  await stage.paid({ order_id: orderId });
  await stage.control.postsSent();
}

describe('a status post', () => {
  it('tells each payment that was made, with the documented fields', async () => {
    await stage.runningSchedule({}, { order_id: 'assinatura1' });
    await stage.advanceToNoonOf('2026-02-10');
    await stage.control.postsSent();
    const [post] = stage.receiver.got;
    expect(post).toMatchObject({ path: '/status', contentType: 'application/x-www-form-urlencoded' });
    const [charge] = await stage.control.transactions();
    expect(post?.fields).toMatchObject({
      ...{ nit: charge?.nit, pedido: 'assinatura1', nsu: '12055523043', nsuesitef: charge?.esitefUsn },
      ...{ status: 'CON', autorizadora: '2', tipoPagamento: 'C', parcelas: '1', tipoFinanciamento: '4' },
      ...{ rede: 'Bin', binCartao: '500000', finalCartao: '0001', dataSitef: '10/02/2026 03:30:00' },
      cupom: 'CUPOM COMPRADOR@',
    });
    expect(post?.fields).not.toHaveProperty('sid');
    await expect(stage.control.posts({ to: 'status' })).resolves.toMatchObject([
      { at: '2026-02-10T06:30:00.000Z', orderId: 'assinatura1', attempt: 1, answer: 200 },
    ]);
    await expect(deliveries()).resolves.toEqual(['delivered']);
  });

  it('follows each change of a payment, in order', async () => {
    const { nit } = await stage.paid();
    await stage.control.refundPayment(nit, 100);
    await stage.control.reversePayment(nit);
    await stage.control.postsSent();
    expect(statuses()).toEqual(['CON', 'CON', 'EST']);
  });

  it.each([
    ['ISO-8859-1', 'mensagem=Cart%E3o+recusado+%3F', 'application/x-www-form-urlencoded'],
    ['UTF-8', 'mensagem=Cart%C3%A3o+recusado+%E2%82%AC', 'application/x-www-form-urlencoded; charset=utf-8'],
  ] as const)('is written in %s', async (statusPostCharset, text, contentType) => {
    await stage.control.changeSettings({ statusPostCharset });
    const authorizerMessage = 'Cartão recusado €';
    await stage.control.scriptCard(mastercard, {
      payment: { kind: 'deny', authorizerCode: '51', authorizerMessage },
    });
    await paid();
    expect(stage.receiver.got[0]).toMatchObject({
      contentType,
      raw: expect.stringContaining(text) as string,
    });
  });

  it.each([302, 201, 500])('is repeated when the store answers %i, until it is given up', async (status) => {
    stage.receiver.answer = () => status;
    await paid();
    expect(statuses()).toHaveLength(1);
    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-01-05T15:05:00.000Z'));
    await advance(4);
    expect(statuses()).toHaveLength(1);
    await advance(1);
    expect(statuses()).toHaveLength(2);
    await expect(deliveries()).resolves.toEqual(['sending']);
    await advance(5);
    await advance(60);
    expect(statuses()).toHaveLength(3);
    await expect(deliveries()).resolves.toEqual(['pending_notification']);
    const sent = await stage.control.posts();
    expect(sent.map(({ attempt, answer }) => [attempt, answer])).toEqual(
      [1, 2, 3].map((one) => [one, status]),
    );
  });

  it('is repeated as often and as fast as the settings say, and no more once it is taken', async () => {
    await stage.control.changeSettings({ statusPostAttempts: 5, statusPostIntervalMinutes: 60 });
    stage.receiver.answer = () => (stage.receiver.got.length < 3 ? 503 : 200);
    await paid();
    await advance(60);
    await advance(60);
    await advance(600);
    expect(statuses()).toHaveLength(3);
    await expect(deliveries()).resolves.toEqual(['delivered']);
  });

  it('comes as long after what it tells of as the settings say', async () => {
    await stage.control.changeSettings({ statusPostAfterSeconds: 30 });
    await paid();
    expect(statuses()).toEqual([]);
    await advance(1);
    expect(statuses()).toEqual(['CON']);
    await expect(deliveries()).resolves.toEqual(['delivered']);
  });

  it('does not hold up the daily job, nor one store another', async () => {
    let letGo = (): void => undefined;
    stage.receiver.answer = () =>
      new Promise((resolve) => {
        letGo = () => {
          resolve(200);
        };
      });
    const sid = await stage.runningSchedule();
    await stage.advanceToNoonOf('2026-04-11');
    await expect(stage.charges(sid)).resolves.toHaveLength(3);
    await waitFor(() => Promise.resolve(stage.receiver.got.length === 1));
    const { receiver } = stage;
    await stage.control.registerMerchant({
      ...{ id: 'LOJAB', key: 'sandbox-key-b', statusUrl: receiver.url('/other'), postCa: receiver.ca },
    });
    receiver.answer = () => 200;
    letGo();
    await stage.control.postsSent();
    expect(statuses()).toEqual(['CON', 'CON', 'CON']);
  });

  it('is not sent where the store has no address', async () => {
    const plain = await openStage();
    try {
      await plain.pay(await plain.createPayment());
      await plain.control.postsSent();
      await expect(plain.control.notifications()).resolves.toHaveLength(1);
      expect((await plain.control.notifications())[0]).not.toHaveProperty('delivery');
      await expect(plain.control.posts()).resolves.toEqual([]);
    } finally {
      await plain.sandbox.stop();
    }
  });

  it('is not sent any more after a reset', async () => {
    stage.receiver.answer = () => 500;
    await paid();
    await stage.control.reset();
    stage.receiver.forget();
    await advance(600);
    expect(statuses()).toEqual([]);
    await expect(stage.control.posts()).resolves.toEqual([]);
  });

  it('falls due by itself while the clock follows real time', async () => {
    await stage.control.changeSettings({ statusPostIntervalMinutes: 1 });
    await stage.control.setClockMode('follow');
    await stage.control.addPostFault({ to: 'status', kind: 'delayed', delaySeconds: 1 });
    await stage.paid();
    expect(statuses()).toEqual([]);
    await waitFor(() => Promise.resolve(statuses().length === 1));
  });
});

describe('on demand a status post', () => {
  it('is lost and sent again', async () => {
    await stage.control.addPostFault({ to: 'status', kind: 'lost' });
    await paid();
    expect(statuses()).toEqual([]);
    await advance(5);
    expect(statuses()).toEqual(['CON']);
    const sent = await stage.control.posts();
    expect(sent.map(({ answer }) => answer)).toEqual(['not_sent', 200]);
  });

  it('is never sent', async () => {
    await stage.control.addPostFault({ to: 'status', kind: 'never' });
    await paid();
    await advance(600);
    expect(statuses()).toEqual([]);
    await expect(deliveries()).resolves.toEqual(['pending_notification']);
  });

  it('comes twice, at once or because its receipt was not heard of', async () => {
    await stage.control.addPostFault({ to: 'status', kind: 'twice' });
    await paid();
    expect(statuses()).toHaveLength(2);
    await stage.control.addPostFault({ to: 'status', kind: 'answer_lost', orderId: 'pedido2' });
    await paid('pedido2');
    await advance(5);
    expect(orders()).toEqual(['pedido1', 'pedido1', 'pedido2', 'pedido2']);
  });

  it('is overtaken by later ones', async () => {
    await stage.control.addPostFault({ to: 'status', kind: 'delayed', orderId: 'pedido1', delaySeconds: 90 });
    await paid('pedido1');
    await paid('pedido2');
    await advance(2);
    expect(orders()).toEqual(['pedido2', 'pedido1']);
  });

  it('is lost by chance, the same after a reset', async () => {
    const play = async (): Promise<(string | undefined)[]> => {
      await stage.control.addPostFault({ to: 'status', kind: 'lost', probability: 0.5 });
      for (const order of ['a', 'b', 'c', 'd', 'e', 'f']) await paid(order);
      return orders();
    };
    const first = await play();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(6);
    await stage.again();
    expect(await play()).toEqual(first);
  });
});

it.each([
  [{ statusUrl: 'http://localhost/status' }, 'statusUrl'],
  [{ authenticityUrl: 'nowhere' }, 'authenticityUrl'],
  [{ postCa: 'not a certificate' }, 'postCa'],
])('refuses a store with %j', async (addresses, field) => {
  const message = expect.stringContaining(field) as string;
  await expect(
    stage.control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', ...addresses }),
  ).rejects.toMatchObject({ code: 'sandbox_invalid_option', message });
});
