import { isEndState } from '../../domain/subscription/states';
import type { FaultKind } from '../../sandbox/wire/faults';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
/** Those that are over at once; the others take real time and have their place in the fault matrix. */
const FAULTS: readonly FaultKind[] = [
  'reset_before',
  'execute_then_drop',
  'execute_then_502',
  'error_500',
  'garbage',
  'extra_fields',
  'json_numbers',
];
/** Chance of each fault on each request: about every third request meets one of them. */
const PROBABILITY = 0.06;
const SUBSCRIPTIONS = 4;
/** The draws are the same in each run; which request meets which is not, since subscriptions run side by side. */
const SEED = 2027;

describe('a bad year at the gateway', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ sandbox: { seed: SEED } });
  });
  afterAll(() => world.stop());

  it('charges nobody twice, loses no charge, and leaves none unexplained', async () => {
    for (const kind of FAULTS)
      await world.sandbox.control.addFault({ route: '*', kind, probability: PROBABILITY });
    const orders: string[] = [];
    for (let count = 0; count < SUBSCRIPTIONS; count += 1) {
      const input = count % 2 === 0 ? await payNow(world) : await startLater(world);
      orders.push(input.orderId);
      await world.begin(input);
    }
    await world.clock.advanceBy(400 * DAY_MS);
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(15 * DAY_MS);

    for (const fault of FAULTS)
      expect((await world.sandbox.control.requests({ fault })).length).toBeGreaterThan(0);
    const ledger = (await world.sandbox.control.ledger()).filter(({ state }) => state === 'confirmed');
    const scheduled = ledger.filter(({ kind }) => kind === 'scheduled');
    expect(scheduled.length).toBeGreaterThanOrEqual(SUBSCRIPTIONS);
    expect(new Set(scheduled.map(({ sid, cycle }) => `${String(sid)}/${String(cycle)}`)).size).toBe(
      scheduled.length,
    );

    for (const orderId of orders) {
      const view = await world.view(orderId);
      const known = [...view.ledger.immediate, ...view.ledger.cycles.flatMap((cycle) => cycle.charges)];
      const executed = (await world.charges(orderId)).filter((charge) => charge.state === 'confirmed');
      const paid = known.filter((charge) => charge.outcome === 'paid').map((charge) => charge.nit);
      expect(paid.sort()).toEqual(executed.map((charge) => charge.nit).sort());
      expect(executed.filter((charge) => charge.kind === 'payment').length).toBeLessThanOrEqual(1);
      expect(view.ledger.summary).toMatchObject({ openCharges: 0, byOutcome: { paid_twice: 0, missed: 0 } });
      expect(isEndState(view.state)).toBe(true);
    }
  }, 180_000);
});
