import type { CaratClient } from '../../carat/client';
import type { Outcome } from '../../carat/outcome';
import type { FaultRule } from '../../sandbox/control';
import { FAULTS, LATE } from './support/faults';
import { CARD } from './support/samples';
import { clientOf, newPayment, newSchedule, openStore, valueOf, type Store } from './support/sandbox-store';
import { waitFor } from './support/wait-for';

const ANSWER_TIMEOUT_MS = 400;
const HOLD_MS = 1_200;
const holdOf = (kind: FaultRule['kind']): { holdMs?: number } => (kind === 'hold' ? { holdMs: HOLD_MS } : {});

/** One call that may change something: how it is prepared, sent, and what its resource reads before and after. */
interface Command {
  route: FaultRule['route'];
  prepare: (client: CaratClient) => Promise<string>;
  send: (client: CaratClient, id: string) => Promise<Outcome<unknown>>;
  status: (client: CaratClient, id: string) => Promise<string | undefined>;
  before: string;
  after: string;
}

const paymentStatus = async (client: CaratClient, nit: string) =>
  valueOf(await client.getTransaction(nit)).payment?.status;
const scheduleStatus = async (client: CaratClient, sid: string) =>
  valueOf(await client.getSchedule(sid)).schedule.status;
const preparePending = async (client: CaratClient) => {
  const nit = await newPayment(client, 'PEDIDO1', true);
  await client.pay(nit, { card: CARD });
  return nit;
};

const COMMANDS: Record<string, Command> = {
  pay: {
    route: 'pay',
    prepare: (client) => newPayment(client, 'PEDIDO1'),
    send: (client, nit) => client.pay(nit, { card: CARD }),
    status: paymentStatus,
    before: 'NOV',
    after: 'CON',
  },
  confirm: {
    route: 'confirm',
    prepare: preparePending,
    send: (client, nit) => client.confirmPayment(nit),
    status: paymentStatus,
    before: 'PPC',
    after: 'CON',
  },
  undo: {
    route: 'undo',
    prepare: preparePending,
    send: (client, nit) => client.undoPayment(nit),
    status: paymentStatus,
    before: 'PPC',
    after: 'PPN',
  },
  activate: {
    route: 'activate',
    prepare: (client) => newSchedule(client, 'PEDIDO1'),
    send: (client, sid) =>
      client.activateSchedule(sid, { card: { number: CARD.number, expiryDate: '1230' } }),
    status: scheduleStatus,
    before: 'NOV',
    after: 'ATV',
  },
};

let store: Store;
let impatient: CaratClient;

beforeAll(async () => {
  store = await openStore();
  impatient = clientOf(store.sandbox, { answerTimeoutMs: ANSWER_TIMEOUT_MS });
});

beforeEach(async () => {
  await store.sandbox.control.reset();
});

afterAll(async () => {
  impatient.close();
  await store.close();
});

/** Only the faults that hold the answer meet the client that does not wait. */
const clientFor = (kind: FaultRule['kind']) =>
  kind === 'hold' || kind === 'silence' ? impatient : store.client;

const requestsOf = (route: FaultRule['route']) =>
  store.sandbox.control.requests().then((requests) => requests.filter((request) => request.route === route));

describe.each(Object.entries(COMMANDS))('%s', (_name, command) => {
  it.each(FAULTS)(
    'under $kind: one request, an honest outcome, and the query knows',
    async ({ kind, outcome, executed }) => {
      const { client, sandbox } = store;
      const id = await command.prepare(client);
      await sandbox.control.addFault({ route: command.route, kind, ...holdOf(kind) });
      expect(await command.send(clientFor(kind), id)).toMatchObject(outcome);
      expect(await requestsOf(command.route)).toMatchObject([{ fault: kind, executed }]);
      expect(await command.status(client, id)).toBe(executed ? command.after : command.before);
    },
  );

  it('under hold_before is unknown at first, and executed late', async () => {
    const { client, sandbox } = store;
    const id = await command.prepare(client);
    await sandbox.control.addFault({ route: command.route, kind: 'hold_before', holdMs: HOLD_MS });
    expect(await command.send(impatient, id)).toMatchObject(LATE);
    expect(await command.status(client, id)).toBe(command.before);
    let executed = false;
    await waitFor('the gateway executes it', () => {
      void requestsOf(command.route).then((requests) => {
        executed = requests.some((request) => request.executed);
      });
      return executed;
    });
    expect(await command.status(client, id)).toBe(command.after);
    expect(await requestsOf(command.route)).toHaveLength(1);
  });

  it('under refuse_connection is not sent', async () => {
    const { client, sandbox } = store;
    const id = await command.prepare(client);
    await sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    expect(await command.send(client, id)).toEqual({ kind: 'not_sent', reason: 'connection_refused' });
    await sandbox.control.clearFaults();
    expect(await requestsOf(command.route)).toEqual([]);
    expect(await command.send(client, id)).toMatchObject({ kind: 'done' });
  });
});

describe('a payment', () => {
  it.each(FAULTS)('under $kind charges exactly once or not at all', async ({ kind, executed }) => {
    const { client, sandbox } = store;
    const nit = await newPayment(client, 'PEDIDO1');
    await sandbox.control.addFault({ route: 'pay', kind, ...holdOf(kind) });
    await clientFor(kind).pay(nit, { card: CARD });
    expect(await sandbox.control.ledger()).toHaveLength(executed ? 1 : 0);
  });
});

describe('a creation', () => {
  it.each(FAULTS)('under $kind leaves no charge', async ({ kind, outcome }) => {
    const { sandbox } = store;
    await sandbox.control.addFault({ route: 'create', kind, ...holdOf(kind) });
    expect(
      await clientFor(kind).createTransaction({
        orderId: 'A1',
        authorizerId: '1',
        payment: { amountCents: 1000 },
      }),
    ).toMatchObject(outcome);
    expect(await sandbox.control.ledger()).toEqual([]);
  });
});
