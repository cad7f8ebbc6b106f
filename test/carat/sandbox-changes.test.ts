import type { CaratClient } from '../../carat/client';
import type { Outcome } from '../../carat/outcome';
import type { FaultRule } from '../../sandbox/control';
import { FAULTS } from './support/faults';
import {
  handedOver,
  openReceivingStore,
  paidPayment,
  runningSchedule,
  type ReceivingStore,
} from './support/receiving-store';
import { CARD } from './support/samples';
import { clientOf, valueOf } from './support/sandbox-store';

const ANSWER_TIMEOUT_MS = 400;
const HOLD_MS = 1_200;
const holdOf = (kind: FaultRule['kind']): { holdMs?: number } => (kind === 'hold' ? { holdMs: HOLD_MS } : {});

let store: ReceivingStore;
let impatient: CaratClient;

beforeAll(async () => {
  store = await openReceivingStore();
  impatient = clientOf(store.sandbox, { answerTimeoutMs: ANSWER_TIMEOUT_MS });
});
beforeEach(() => store.again());
afterAll(async () => {
  impatient.close();
  await store.close();
});

/** What a call works on, and what reads differently once it was executed. */
interface Change {
  route: FaultRule['route'];
  send: (client: CaratClient, id: string) => Promise<Outcome<unknown>>;
  /** Prepares it; gives the id that it is sent with, and how to see what came of it. */
  prepare: () => Promise<{ id: string; seen: () => Promise<unknown> }>;
  before: unknown;
  after: unknown;
}

const editStatuses = async (): Promise<unknown> =>
  (await store.sandbox.control.edits()).map(({ status }) => status);
const cancellationStatuses = async (): Promise<unknown> =>
  (await store.sandbox.control.cancellations()).map(({ status }) => status);

const CHANGES: Record<string, Change> = {
  beginScheduleEdit: {
    route: 'begin_edit',
    prepare: async () => ({ id: await runningSchedule(store.client), seen: editStatuses }),
    send: (client, sid) => client.beginScheduleEdit({ sid, merchantData: 'PEDIDO1' }),
    before: [],
    after: ['NOV'],
  },
  editSchedule: {
    route: 'edit',
    prepare: async () => {
      const sid = await runningSchedule(store.client);
      await store.client.beginScheduleEdit({ sid });
      const seen = async (): Promise<unknown> =>
        valueOf(await store.client.getSchedule(sid)).schedule.amountCents;
      return { id: handedOver(store.receiver, 'seid'), seen };
    },
    send: (client, seid) => client.editSchedule({ seid, change: { amountCents: 4_990 } }),
    before: 9_750,
    after: 4_990,
  },
  beginRefund: {
    route: 'begin_refund',
    prepare: async () => ({ id: (await paidPayment(store.client)).usn, seen: cancellationStatuses }),
    send: (client, esitefUsn) => client.beginRefund({ esitefUsn }),
    before: [],
    after: ['NOV'],
  },
  refundPayment: {
    route: 'refund',
    prepare: async () => {
      const { nit, usn } = await paidPayment(store.client);
      await store.client.beginRefund({ esitefUsn: usn });
      const seen = async (): Promise<unknown> =>
        valueOf(await store.client.getTransaction(nit)).payment?.status;
      return { id: handedOver(store.receiver, 'nit'), seen };
    },
    send: (client, nit) => client.refundPayment({ nit, card: CARD }),
    before: 'CON',
    after: 'EST',
  },
};

describe.each(Object.entries(CHANGES))('%s', (_name, change) => {
  const sent = async (): Promise<unknown> =>
    (await store.sandbox.control.requests()).filter(({ route }) => route === change.route);

  it('is done', async () => {
    const { id, seen } = await change.prepare();
    expect(await change.send(store.client, id)).toMatchObject({ kind: 'done' });
    expect(await seen()).toEqual(change.after);
  });

  it.each(FAULTS)('under $kind: one request, and an honest outcome', async ({ kind, outcome, executed }) => {
    const { id, seen } = await change.prepare();
    await store.sandbox.control.addFault({ route: change.route, kind, ...holdOf(kind) });
    const client = kind === 'hold' || kind === 'silence' ? impatient : store.client;
    expect(await change.send(client, id)).toMatchObject(outcome);
    expect(await sent()).toMatchObject([{ fault: kind, executed }]);
    expect(await seen()).toEqual(executed ? change.after : change.before);
  });

  it('is not sent where nobody listens', async () => {
    const { id, seen } = await change.prepare();
    await store.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    expect(await change.send(store.client, id)).toEqual({ kind: 'not_sent', reason: 'connection_refused' });
    await store.sandbox.control.clearFaults();
    expect(await sent()).toEqual([]);
    expect(await seen()).toEqual(change.before);
  });

  it('for an id that the gateway does not know changes nothing', async () => {
    const { seen } = await change.prepare();
    const unknown = change.route === 'begin_refund' ? '250305999999999' : 'f'.repeat(64);
    const outcome = await change.send(store.client, unknown);
    const isUsn = change.route === 'begin_refund';
    expect(outcome).toMatchObject({
      kind: 'refused',
      ...(isUsn ? AUTHENTICITY : { noSuchTransaction: true }),
    });
    expect(await seen()).toEqual(change.before);
  });
});

const AUTHENTICITY = { kind: 'refused', code: '115', authenticityFailed: true } as const;

it.each(['beginScheduleEdit', 'beginRefund'])(
  '%s that the doors do not take is refused as such',
  async (name) => {
    const change = CHANGES[name];
    if (change === undefined) throw new Error('no such change');
    const { id } = await change.prepare();
    store.receiver.answer = () => 503;
    expect(await change.send(store.client, id)).toMatchObject(AUTHENTICITY);
  },
);

it('an edit sets the card, the date, the installments and the status, and is seen in the schedule', async () => {
  const { client, receiver } = store;
  const sid = await runningSchedule(client);
  await client.beginScheduleEdit({ sid });
  const card = { number: '5000000000000001', expiryDate: '1230' };
  const change = {
    status: 'INA',
    nextDate: '2025-04-07',
    installments: 2,
    installmentType: '3',
    card,
  } as const;
  const outcome = await client.editSchedule({ seid: handedOver(receiver, 'seid'), sid, change });
  expect(outcome).toEqual({ kind: 'done', value: { edit: { status: 'CON' } }, httpStatus: 200 });
  expect(valueOf(await client.getSchedule(sid)).schedule).toMatchObject({
    status: 'INA',
    nextDate: '2025-04-07',
  });
  await expect(store.sandbox.control.schedules()).resolves.toMatchObject([
    { installments: '2', installmentType: '3', card: { last4: '0001' } },
  ]);
});

it('a used SEID is unknown: the first edit with it may have been carried out', async () => {
  const { client, receiver } = store;
  const sid = await runningSchedule(client);
  await client.beginScheduleEdit({ sid });
  const seid = handedOver(receiver, 'seid');
  await client.editSchedule({ seid, change: { amountCents: 100 } });
  for (const [deadIdCode, reason] of [
    ['102', 'ambiguous_code'],
    ['115', 'authenticity_error'],
  ] as const) {
    await store.sandbox.control.changeSettings({ deadIdCode });
    const again = await client.editSchedule({ seid, change: { amountCents: 200 } });
    expect(again).toMatchObject({ kind: 'unknown', reason, code: deadIdCode });
  }
});

it.each([
  [{ kind: 'deny', authorizerCode: '05' }, { kind: 'denied', code: '257', authorizerCode: '05' }, 'NEG'],
  [{ kind: 'error' }, { kind: 'refused', code: '131', value: { cancellation: { status: 'ERR' } } }, 'ERR'],
  [{ kind: 'pending' }, { kind: 'unknown', reason: 'ambiguous_code', code: '256' }, 'PEN'],
] as const)('a refund that the issuer answers with %j', async (refund, outcome, status) => {
  const { client, receiver, sandbox } = store;
  await sandbox.control.scriptCard(CARD.number, { refund });
  const { usn } = await paidPayment(client);
  await client.beginRefund({ esitefUsn: usn });
  const nit = handedOver(receiver, 'nit');
  expect(await client.refundPayment({ nit, card: CARD })).toMatchObject(outcome);
  expect(valueOf(await client.getTransaction(nit))).toMatchObject({ cancellation: { nit, status } });
});
