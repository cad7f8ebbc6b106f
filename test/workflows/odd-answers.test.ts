import { CaratClient } from '../../carat/client';
import type { PaymentAnswer, ScheduleAnswer, TransactionAnswer } from '../../carat/answers';
import type { Outcome } from '../../carat/outcome';
import { workflowIdOf } from '../../contract/ids';
import { inDays } from '../../stories/orders';
import { eventually } from '../support/eventually';
import { historyText } from '../support/history-text';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How the answers to queries are changed on their way; each story sets what it needs. */
interface Changes {
  transaction?: (answer: TransactionAnswer) => TransactionAnswer | Promise<TransactionAnswer>;
  schedule?: (answer: ScheduleAnswer) => ScheduleAnswer;
  /** Nothing is sent, and this is what the client makes of the answer. */
  pay?: Outcome<PaymentAnswer>;
  /** A NIT that the gateway refuses with a code that does not say why. */
  refusedNit?: string;
}

/** A gateway client whose answers to queries may be changed, for what the documents allow and the sandbox never says. */
class OddCarat extends CaratClient {
  static changes: Changes = {};

  override async pay(...call: Parameters<CaratClient['pay']>): Promise<Outcome<PaymentAnswer>> {
    return OddCarat.changes.pay ?? super.pay(...call);
  }

  override async getTransaction(nit: string): Promise<Outcome<TransactionAnswer>> {
    if (nit === OddCarat.changes.refusedNit)
      return { kind: 'refused', code: '132', message: 'malformed request', httpStatus: 400 };
    const outcome = await super.getTransaction(nit);
    const change = OddCarat.changes.transaction;
    return outcome.kind === 'done' && change !== undefined
      ? { ...outcome, value: await change(outcome.value) }
      : outcome;
  }

  override async getSchedule(sid: string): Promise<Outcome<ScheduleAnswer>> {
    const outcome = await super.getSchedule(sid);
    const change = OddCarat.changes.schedule;
    return outcome.kind === 'done' && change !== undefined
      ? { ...outcome, value: change(outcome.value) }
      : outcome;
  }
}

describe('answers unlike the usual ones', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ makeCarat: (options) => new OddCarat(options) });
  });
  beforeEach(async () => {
    OddCarat.changes = {};
    await world.reset();
  });
  afterAll(() => world.stop());

  async function lostPayment(): Promise<string> {
    const input = await payNow(world);
    await world.sandbox.control.addFault({ route: 'pay', kind: 'execute_then_drop', orderId: input.orderId });
    await world.begin(input);
    return input.orderId;
  }
  const paysSent = async (): Promise<number> =>
    (await world.sandbox.control.requests({ route: 'pay' })).length;

  it('an answer without the payment concludes nothing: it is not sent again on the word of an older one', async () => {
    OddCarat.changes.transaction = ({ schedule }) => (schedule === undefined ? {} : { schedule });
    const orderId = await lostPayment();
    await world.clock.advanceBy(DAY_MS);
    expect(await world.view(orderId)).toMatchObject({ state: 'resolving' });
    expect(await paysSent()).toBe(1);
    OddCarat.changes = {};
    await world.clock.advanceBy(2 * DAY_MS);
    expect((await world.view(orderId)).state).toBe('active');
    expect(await world.charges(orderId)).toHaveLength(1);
  });

  it('the code of a denial without the payment is asked about, and that NIT is never paid again', async () => {
    const input = await payNow(world);
    OddCarat.changes.pay = {
      kind: 'unknown',
      reason: 'denial_without_payment',
      code: '255',
      httpStatus: 400,
      mayHaveBeenDenied: true,
    };
    await world.begin(input);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'resolving',
      doubt: { call: 'pay', reason: 'denial_without_payment_255' },
    });
    OddCarat.changes = {};
    await world.clock.advanceBy(3 * DAY_MS);
    expect((await world.view(input.orderId)).state).toBe('expired');
    expect(await paysSent()).toBe(0);
  });

  it('a second charge of a cycle is told at once, whatever else cannot be read, and an older acknowledgement does not hide it', async () => {
    const input = await startLater(world);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await world.begin(input);
    const repeatOn = async (firstDay: string): Promise<void> =>
      world.sandbox.control.addIncident({ firstDay, repeatDays: 1 });
    await repeatOn(input.schedule.firstDate);
    await world.clock.advanceBy(42 * DAY_MS);
    expect((await world.view(input.orderId)).attention).toEqual(['cycle_paid_twice']);
    await world.subscriptions.acknowledge(ref, {
      flags: ['cycle_paid_twice'],
      by: 'Ana',
      reason: 'reversed',
    });
    await repeatOn((await world.view(input.orderId)).gateway.nextDate ?? '');
    // From now on one more execution is listed, before all others, that nobody can read.
    OddCarat.changes.refusedNit = 'f'.repeat(64);
    OddCarat.changes.schedule = ({ schedule }) => ({
      schedule: { ...schedule, nits: ['f'.repeat(64), ...schedule.nits] },
    });
    await world.clock.advanceBy(34 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.ledger.summary.byOutcome.paid_twice).toBe(2);
    expect(view.attention).toContain('cycle_paid_twice');
    expect(view.ledger.summary.openCharges).toBe(0);
  });

  it('a NIT in capitals is the same NIT', async () => {
    OddCarat.changes.transaction = ({ payment, ...rest }) =>
      payment === undefined ? rest : { ...rest, payment: { ...payment, nit: payment.nit.toUpperCase() } };
    const orderId = await lostPayment();
    await world.clock.advanceBy(HOUR_MS);
    expect((await world.view(orderId)).state).toBe('active');
    expect(await paysSent()).toBe(1);
  });

  it('a last charge that the schedule does not list is found by date before the life is called completed', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: 3 };
    const input = await startLater(world, { schedule });
    OddCarat.changes.schedule = ({ schedule: told }) => ({
      schedule: { ...told, nits: told.nits.slice(0, 2) },
    });
    await world.begin(input);
    await world.clock.advanceBy(100 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.state).toBe('completed');
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'paid', 'paid']);
    expect(view.ledger.cycles[2]?.charges).toMatchObject([{ knownBy: 'list' }]);
  });

  it('a charge that the gateway refuses to tell of does not hide the others, and is left to a person in the end', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: 3 };
    const input = await startLater(world, { schedule });
    await world.begin(input);
    await world.clock.advanceBy(40 * DAY_MS);
    const [first, second] = await world.charges(input.orderId);
    expect((await world.view(input.orderId)).ledger.cycles[0]?.charges).toMatchObject([{ nit: first?.nit }]);
    // From the third charge on, the gateway refuses that one for good, in the list too.
    OddCarat.changes.schedule = ({ schedule: told }) => {
      OddCarat.changes.refusedNit = told.nits[2] ?? 'none yet';
      return { schedule: told };
    };
    await world.sandbox.control.addFault({ route: 'list_transactions', kind: 'error_500', times: 'always' });
    await world.clock.advanceBy(60 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'blocked',
      blocked: { call: 'charge' },
      attention: ['charge_unreadable', 'blocked'],
    });
    expect((await world.view(input.orderId)).ledger.cycles[1]?.charges).toMatchObject([{ nit: second?.nit }]);
    const about = (await world.view(input.orderId)).blocked?.about ?? '';
    const decision = { decision: 'happened', about, by: 'Ana', reason: 'seen in the portal' } as const;
    await world.subscriptions.resolve({ merchant: world.merchant, orderId: input.orderId }, decision);
    await world.clock.advanceBy(8 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.state).toBe('completed');
    expect(view.ledger.summary.paidCents).toBe(3 * 990);
  });

  it('a counter that says more than the list keeps the books open until a person has looked into it', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: 2 };
    const input = await payNow(world, { schedule });
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await world.begin(input);
    await world.clock.advanceBy(10 * DAY_MS);
    OddCarat.changes.schedule = ({ schedule: told }) => ({
      schedule: { ...told, currentTimes: (told.currentTimes ?? 0) + 1 },
    });
    await world.clock.advanceBy(70 * DAY_MS);
    const open = await world.view(input.orderId);
    expect(open).toMatchObject({ state: 'active', gateway: { scheduleStatus: 'FIN' } });
    expect(open.attention).toContain('counter_unexplained');
    await world.subscriptions.acknowledge(ref, {
      flags: ['counter_unexplained'],
      by: 'Ana',
      reason: 'the vendor counted a test of theirs',
    });
    await world.clock.advanceBy(15 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'completed', attention: [] });
  });

  it('a charge that stays undecided is put before a person, not taken for done', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: 1 };
    const input = await startLater(world, { schedule });
    OddCarat.changes.transaction = ({ payment, ...rest }) =>
      payment === undefined ? rest : { ...rest, payment: { ...payment, status: 'RET' } };
    await world.begin(input);
    await world.clock.advanceBy(40 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'blocked', blocked: { call: 'charge' } });
    const about = (await world.view(input.orderId)).blocked?.about ?? '';
    const decision = { decision: 'happened', about, by: 'Ana', reason: 'seen in the portal' } as const;
    await world.subscriptions.resolve({ merchant: world.merchant, orderId: input.orderId }, decision);
    await world.clock.advanceBy(8 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.ledger.cycles[0]).toMatchObject({
      outcome: 'paid',
      charges: [{ knownBy: 'person', amountCents: 990 }],
    });
  });

  it('a decision that the gateway overtakes is not carried out, and its sender is told so', async () => {
    const orderId = await lostPayment();
    await world.sandbox.control.addFault({ route: 'get_transaction', kind: 'error_500', times: 'always' });
    await world.sandbox.control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.clock.advanceBy(14 * DAY_MS + HOUR_MS);
    expect((await world.view(orderId)).state).toBe('blocked');
    await world.sandbox.control.clearFaults();
    await world.sandbox.control.changeSettings({ nitLifeDays: 60 });
    const gate = { open: (): void => undefined, entered: false };
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    OddCarat.changes.transaction = async (answer) => {
      gate.entered = true;
      await opened;
      return answer;
    };
    const moved = world.clock.advanceBy(2 * DAY_MS);
    await eventually('the look is in flight', () => Promise.resolve(gate.entered));
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    const decision = { decision: 'did_not_happen', by: 'Ana', reason: 'not in the portal' };
    const answered = handle
      .executeUpdate('resolve', { args: [decision] })
      .catch((error: unknown) => (error as Error).cause);
    await eventually('the decision has arrived', async () =>
      (await historyText(world.client, handle.workflowId)).includes('did_not_happen'),
    );
    OddCarat.changes = {};
    gate.open();
    expect(await answered).toMatchObject({ type: 'command_not_allowed' });
    await moved;
    expect((await world.view(orderId)).state).toBe('active');
    expect(await paysSent()).toBe(1);
  });
});
