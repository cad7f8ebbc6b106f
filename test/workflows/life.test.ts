import { cardToken } from '../../stories/cards';
import { MONTHLY_CENTS } from '../../stories/orders';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;

describe('the life of a subscription', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: 1_500 });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  it('pays now, is charged twelve times and finishes', async () => {
    const input = await payNow(world);
    const started = await world.begin(input);
    expect(started).toMatchObject({
      state: 'active',
      gateway: { paymentStatus: 'CON', scheduleStatus: 'ATV' },
    });

    await world.clock.advanceBy(366 * DAY_MS);

    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'completed', gateway: { scheduleStatus: 'FIN' }, attention: [] });
    expect(view.ledger.summary).toMatchObject({ cycles: 12, paidCents: 13 * MONTHLY_CENTS });
    const charges = await world.charges(input.orderId);
    expect(charges.map((charge) => charge.nit).sort()).toEqual(
      [...view.ledger.immediate, ...view.ledger.cycles.flatMap((cycle) => cycle.charges)]
        .map(({ nit }) => nit)
        .sort(),
    );
  });

  it('starts later: nothing is charged before the first date', async () => {
    const input = await startLater(world);
    const started = await world.begin(input);
    expect(started).toMatchObject({ state: 'active', gateway: { nextDate: input.schedule.firstDate } });
    expect(await world.charges(input.orderId)).toHaveLength(0);

    await world.clock.advanceBy(11 * DAY_MS);

    expect(await world.charges(input.orderId)).toHaveLength(1);
    const view = await world.view(input.orderId);
    expect(view.ledger.cycles[0]).toMatchObject({ dueDate: input.schedule.firstDate, outcome: 'paid' });
  });

  it('records a denied month as denied, and the schedule goes on', async () => {
    const input = await startLater(world);
    await world.sandbox.control.scriptCard(await cardToken(world), {
      orderId: input.orderId,
      onExecution: { 2: { kind: 'deny', authorizerCode: '51' } },
    });
    await world.begin(input);

    await world.clock.advanceBy(100 * DAY_MS);

    const view = await world.view(input.orderId);
    expect(view.ledger.cycles.map((cycle) => cycle.outcome).slice(0, 3)).toEqual(['paid', 'denied', 'paid']);
    expect(view.ledger.cycles[1]?.charges[0]).toMatchObject({
      outcome: 'denied',
      code: '51',
      gatewayStatus: 'NEG',
    });
    expect(view.state).toBe('active');
  });

  it('ends as rejected when the issuer denies the first payment, and the NIT is not paid again', async () => {
    const input = await payNow(world);
    await world.sandbox.control.scriptCard(await cardToken(world), {
      orderId: input.orderId,
      payment: { kind: 'deny', authorizerCode: '51' },
    });
    const view = await world.begin(input);
    expect(view).toMatchObject({ state: 'rejected', gateway: { paymentStatus: 'NEG' } });
    expect(await world.charges(input.orderId)).toMatchObject([{ outcome: 'denied' }]);
  });
});
