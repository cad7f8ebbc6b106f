import type { FaultKind } from '../../sandbox/wire/faults';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { ANSWER_TIMEOUT_MS, FAULTS, holdOf } from './support/faults';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CENTS = 4_990;

describe('the fault matrix of refunds', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: ANSWER_TIMEOUT_MS });
  });
  beforeEach(async () => {
    await world.reset();
    await world.sandbox.control.changeSettings({ refundCardRequired: 'never' });
    await world.openDoors();
  });
  afterAll(() => world.stop());

  /** A whole refund of the first cycle, with one fault on its way. */
  async function refundWith(route: 'begin_refund' | 'refund', kind: FaultKind): Promise<string> {
    const { orderId } = await begun();
    await world.sandbox.control.addFault({ route, kind, orderId, ...holdOf(kind) });
    const ref = { merchant: world.merchant, orderId };
    const charge = { kind: 'cycle', number: 1 } as const;
    await world.subscriptions.refund(ref, { by: 'Ana', reason: 'fault matrix', charge });
    await world.clock.untilIdle();
    await world.clock.advanceBy(HOUR_MS);
    // Nothing is judged while the gateway still has a request: one that is held may be executed late.
    await eventually('no request is under way', async () =>
      (await world.sandbox.control.requests()).every(({ status }) => status !== 'open'),
    );
    await world.clock.advanceBy(HOUR_MS);
    return orderId;
  }

  async function begun(): Promise<{ orderId: string }> {
    const input = await startLater(world);
    await world.begin(input);
    await world.clock.advanceBy(12 * DAY_MS);
    return input;
  }

  /** The gateway's own ledger is the truth, and ours is the same. */
  async function expectRefundedOnce(orderId: string): Promise<void> {
    const entries = (await world.charges(orderId)).filter(({ kind }) => kind === 'refund');
    expect(entries).toMatchObject([{ outcome: 'approved', amountCents: CENTS }]);
    const view = await world.view(orderId);
    expect(view.refunds).toMatchObject([{ state: 'done', refundedCents: CENTS }]);
    expect(view.ledger.cycles[0]).toMatchObject({ outcome: 'refunded' });
    expect(view.attentionDetails).toEqual([]);
  }

  const requests = (route: 'begin_refund' | 'refund', orderId: string): Promise<unknown[]> =>
    world.sandbox.control.requests({ route, orderId });

  describe.each(FAULTS)('%s (the gateway %s)', (kind, executes) => {
    it('begin_refund: begun again where it brought no NIT, refunded once', async () => {
      const orderId = await refundWith('begin_refund', kind);
      await expectRefundedOnce(orderId);
      expect(await requests('refund', orderId)).toHaveLength(1);
    });

    it('refund: sent again only where it provably did nothing, to the same NIT; refunded once', async () => {
      const orderId = await refundWith('refund', kind);
      await expectRefundedOnce(orderId);
      const { length } = await requests('refund', orderId);
      const needed = executes === 'executes' ? 1 : 2;
      // Only time skipping can overtake a request that is held: then it is sent again, and one of the two is refused.
      expect(kind === 'hold_before' ? [1, 2] : [needed]).toContain(length);
      expect(await requests('begin_refund', orderId)).toHaveLength(1);
    });
  });

  it('refuse_connection (nothing ever leaves): refunded once the gateway is back', async () => {
    const { orderId } = await begun();
    await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    const charge = { kind: 'cycle', number: 1 } as const;
    const request = { by: 'Ana', reason: 'fault matrix', charge };
    const answer = await world.subscriptions.refund({ merchant: world.merchant, orderId }, request);
    expect(answer.result).toBe('accepted');
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(2 * HOUR_MS);
    await expectRefundedOnce(orderId);
    expect(await requests('refund', orderId)).toHaveLength(1);
  });
});
