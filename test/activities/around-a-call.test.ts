import type { LogLevel } from '@temporalio/common';
import { defaultActivityInfo, MockActivityEnvironment } from '@temporalio/testing';
import { createGatewayActivities } from '../../activities/create-gateway-activities';
import { LIMITS } from '../../activities/limits';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import type { CardVault } from '../../vault/card-vault';
import { newPayment, newSchedule, openStore, type Store } from '../carat/support/sandbox-store';

const CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '123' };
/** What a careless vault says when it fails. */
const TELLTALE = `no route to the store of ${CARD.number}`;
const never = (): Promise<never> => new Promise(() => undefined);

let store: Store;
let reference: string;
let memory: InMemoryCardVault;
let logged: string[];

beforeEach(async () => {
  store = await openStore();
  memory = new InMemoryCardVault();
  reference = await memory.put(CARD);
  logged = [];
});
afterEach(async () => {
  await store.close();
});

/** A vault in memory, of which one thing is out of order. */
const vaultWith = (broken: Partial<CardVault>): CardVault => ({
  put: (card) => memory.put(card),
  get: (asked) => memory.get(asked),
  discard: (asked) => memory.discard(asked),
  ...broken,
});

const logger = {
  log: (_level: LogLevel, message: string) => void logged.push(message),
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: (message: string) => void logged.push(message),
  error: (message: string) => void logged.push(message),
};

const surroundings = (options = {}) =>
  new MockActivityEnvironment(defaultActivityInfo, { logger, ...options });

async function pay(vault: CardVault, environment = surroundings()): Promise<unknown> {
  const nit = await newPayment(store.client, 'PEDIDO1');
  const activities = createGatewayActivities(store.client, vault);
  const card = { kind: 'vault', reference } as const;
  return environment.run(() => activities.payTransaction({ nit, card }));
}

const charges = async (): Promise<string[]> =>
  (await store.sandbox.control.ledger()).map(({ outcome }) => outcome);

const paySends = async (): Promise<number> => (await store.sandbox.control.requests({ route: 'pay' })).length;

describe('a vault that cannot be asked', () => {
  it.each<[string, CardVault['get']]>([
    ['fails', () => Promise.reject(new Error(TELLTALE))],
    [
      'fails at once',
      () => {
        throw new TypeError(TELLTALE);
      },
    ],
  ])('and %s: nothing was sent, and its words stay outside', async (_name, get) => {
    expect(await pay(vaultWith({ get }))).toEqual({ kind: 'not_sent', reason: 'vault_unavailable' });
    expect(await paySends()).toBe(0);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/^the vault could not be asked for a card, nothing was sent: (Type)?Error at /);
    expect(logged.join()).not.toContain('no route');
  });

  it('and hangs: nothing was sent, known within the limit', async () => {
    const startedAt = performance.now();
    const outcome = await pay(vaultWith({ get: never }));
    expect(outcome).toEqual({ kind: 'not_sent', reason: 'vault_unavailable' });
    expect(performance.now() - startedAt).toBeLessThan(LIMITS.vaultGetMs + 2_000);
    expect(await paySends()).toBe(0);
    expect(logged).toEqual([expect.stringContaining('OverdueError')]);
  });

  it('keeps an activation from being sent, too', async () => {
    const sid = await newSchedule(store.client, 'PEDIDO1');
    const vault = vaultWith({ get: () => Promise.reject(new Error(TELLTALE)) });
    const activities = createGatewayActivities(store.client, vault);
    const card = { kind: 'vault', reference } as const;
    const outcome: unknown = await surroundings().run(() => activities.activateSchedule({ sid, card }));
    expect(outcome).toEqual({ kind: 'not_sent', reason: 'vault_unavailable' });
    expect(await store.sandbox.control.schedules()).toMatchObject([{ status: 'NOV' }]);
  });

  it('says null for a card that it no longer has: gone, not unavailable', async () => {
    const get = (() => Promise.resolve(null)) as unknown as CardVault['get'];
    expect(await pay(vaultWith({ get }))).toEqual({
      kind: 'not_sent',
      reason: 'card_reference_expired',
      cardGone: true,
    });
  });
});

describe('a vault that cannot forget', () => {
  it.each<[string, CardVault['discard']]>([
    ['fails', () => Promise.reject(new Error(TELLTALE))],
    ['hangs', never],
    [
      'fails at once',
      () => {
        throw new Error(TELLTALE);
      },
    ],
  ])('and %s: the payment is told as made', async (_name, discard) => {
    const startedAt = performance.now();
    expect(await pay(vaultWith({ discard }))).toMatchObject({
      kind: 'done',
      facts: { payment: { status: 'CON', authorizerCode: '000' } },
    });
    expect(performance.now() - startedAt).toBeLessThan(LIMITS.vaultForgetMs);
    expect(await charges()).toEqual(['approved']);
    expect(logged.join()).not.toContain('no route');
  });

  it('leaves the issuer’s denial as it is', async () => {
    const payment = { kind: 'deny', authorizerCode: '51', authorizerMessage: 'Saldo insuficiente' } as const;
    await store.sandbox.control.scriptCard(CARD.number, { payment });
    const discard = (): Promise<void> => Promise.reject(new Error(TELLTALE));
    expect(await pay(vaultWith({ discard }))).toMatchObject({
      kind: 'denied',
      code: '51',
      message: 'Saldo insuficiente',
    });
    // A vault that hung in the test before may say so only now.
    expect(new Set(logged.map((line) => line.replace(/ Error at .*/, '')))).toEqual(
      new Set(['the vault could not forget a card:']),
    );
  });
});

describe('what else stands around a call', () => {
  const failing = (): never => {
    throw new Error('no metrics today');
  };

  it('a meter that throws changes nothing', async () => {
    const metricMeter = { createCounter: failing, createHistogram: failing };
    expect(await pay(memory, surroundings({ metricMeter }))).toMatchObject({ kind: 'done' });
  });

  it('a log that throws changes nothing', async () => {
    const vault = vaultWith({ get: () => Promise.reject(new Error(TELLTALE)) });
    const outcome = await pay(vault, surroundings({ logger: { ...logger, warn: failing, log: failing } }));
    expect(outcome).toEqual({ kind: 'not_sent', reason: 'vault_unavailable' });
  });

  it('a heartbeat that throws changes nothing', async () => {
    const environment = surroundings();
    let beats = 0;
    environment.on('heartbeat', () => {
      beats += 1;
      failing();
    });
    const holdMs = LIMITS.heartbeatEveryMs + 500;
    await store.sandbox.control.addFault({ route: 'pay', kind: 'hold', holdMs });
    expect(await pay(memory, environment)).toMatchObject({ kind: 'done' });
    expect(beats).toBe(1);
  });

  it('an error that is not ours leaves the activity as a code, without its text and its cause', async () => {
    const broken = Object.assign(Object.create(store.client) as typeof store.client, {
      confirmPayment: () => Promise.reject(new RangeError(TELLTALE, { cause: new Error(CARD.number) })),
    });
    const activities = createGatewayActivities(broken, memory);
    const failure: unknown = await surroundings()
      .run(() => activities.confirmPayment({ nit: 'a'.repeat(64) }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'activity_failed', cause: undefined, details: undefined });
    expect(String(failure) + String((failure as Error).stack)).not.toMatch(/no route|5000000000000001/);
    // The second line is the SDK's own.
    expect(logged).toEqual([
      expect.stringMatching(/^a gateway call failed for a reason that is not the gateway's: RangeError at /),
      'Activity failed',
    ]);
  });
});
