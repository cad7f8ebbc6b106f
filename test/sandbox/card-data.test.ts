import { createHash } from 'node:crypto';
import { card } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

/** What the sandbox keeps of a card number after a payment with it. */
async function keptOf(number: string): Promise<unknown> {
  const nit = await stage.createPayment();
  await stage.pay(nit, { ...card, number });
  const transactions = await stage.control.transactions();
  return transactions.find((transaction) => transaction.nit === nit)?.card;
}

describe('a card number that is no documented test card', () => {
  it('leaves nothing from which it could be computed: numbers between the same ends look the same', async () => {
    const kept = await keptOf('4111110000001111');

    expect(await keptOf('4111119999991111')).toEqual(kept);
    expect(kept).toMatchObject({ bin: '411111', last4: '1111' });
    expect(JSON.stringify(kept)).not.toContain(
      createHash('sha256').update('carat-sandbox/0/4111110000001111').digest('hex'),
    );
  });

  it('keeps at least six digits hidden, however short it is', async () => {
    await expect(keptOf('4111110001111')).resolves.toMatchObject({ bin: '411', last4: '1111' });
  });

  it('cannot be paid with by what is kept of it', async () => {
    const kept = (await keptOf('4111110000001111')) as { token: string };
    const reply = await stage.pay(await stage.createPayment(), { token: kept.token });

    expect(reply).toMatchObject({ status: 400, body: { code: '134' } });
  });
});

describe('a documented test card', () => {
  it('keeps its published token', async () => {
    const published = (await stage.control.cards()).find(({ last4 }) => last4 === '0001');
    const token = createHash('sha256').update('carat-sandbox/0/5000000000000001').digest('hex');

    expect(published).toMatchObject({ brand: 'mastercard', token });
    await expect(keptOf('5000000000000001')).resolves.toMatchObject({ token });
  });
});
