import type { NewStart } from '../contract/input';
import { keyOf } from '../devstack/stack';
import { cardInVault } from './cards';
import { expectAttention, expectResult, expectState } from './expectations';
import { storyOf } from './life';
import { unreachableOnSecondCharge } from './lives';
import { changeAfterCreate, makeUnreachable } from './mishaps';
import { payNow, startLater } from './orders';
import { ana, decide } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';
import { until } from './until';
import type { World } from './world';

const late = { lateConfirmation: { confirmWithinMinutes: 48 * 60 } };

/** The gateway can be reached again. */
async function comeBack(world: World): Promise<void> {
  await world.sandbox.control.clearFaults();
  await world.clock.advanceBy(HOUR_MS);
}

/** A decision about a late confirmation that cannot leave until the gateway is back. */
async function decideWhileUnreachable(
  world: World,
  orderId: string,
  call: 'confirm' | 'undo',
): Promise<void> {
  const order = await payNow(world, orderId, {}, late);
  await world.begin(order);
  await makeUnreachable(world);
  expectResult(await world.subscriptions[call](order, ana('the order was looked at')), 'accepted');
  await comeBack(world);
}

/** Lives in which a call provably never leaves, and is sent when it can be, or given up. */
export const unsentCalls: readonly Story[] = [
  {
    path: 'gateway-unreachable-before-create',
    description:
      'no connection to the gateway at the start; nothing left, and it is created when the gateway is back',
    endsAs: 'active',
    async play(world, orderId) {
      await makeUnreachable(world);
      await world.begin(await payNow(world, orderId));
      await expectState(world, orderId, 'creating');
      await comeBack(world);
    },
  },
  {
    path: 'gateway-unreachable-then-paid',
    description: 'no connection for the first payment; nothing left, and it is paid when the gateway is back',
    endsAs: 'active',
    async play(world, orderId) {
      await changeAfterCreate(world, await payNow(world, orderId), () => makeUnreachable(world));
      await expectState(world, orderId, 'paying');
      await comeBack(world);
    },
  },
  {
    path: 'gateway-unreachable-then-activated',
    description:
      'no connection for the activation; nothing left, and it is activated when the gateway is back',
    endsAs: 'active',
    async play(world, orderId) {
      await changeAfterCreate(world, await startLater(world, orderId), () => makeUnreachable(world));
      await expectState(world, orderId, 'activating');
      await comeBack(world);
    },
  },
  {
    path: 'gateway-unreachable-then-confirmed',
    description: 'no connection for the confirm; nothing left, and it is confirmed when the gateway is back',
    endsAs: 'active',
    play: (world, orderId) => decideWhileUnreachable(world, orderId, 'confirm'),
  },
  {
    path: 'gateway-unreachable-then-undone',
    description: 'no connection for the undo; nothing left, and it is undone when the gateway is back',
    endsAs: 'undone',
    play: (world, orderId) => decideWhileUnreachable(world, orderId, 'undo'),
  },
  storyOf('gateway-unreachable-on-due-date', unreachableOnSecondCharge, {
    numberOfTimes: 2,
    livesForDays: 80,
  }),
  {
    path: 'told-to-wait',
    description: 'the gateway asks to be left alone for half an hour on a due date; it is asked after that',
    endsAs: 'completed',
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId));
      await world.sandbox.control.addFault({
        route: 'get_schedule',
        kind: 'error_429',
        retryAfterSeconds: 30 * 60,
      });
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'create-given-up',
    description: 'no connection to the gateway at the start; a person gives it up before anything left',
    endsAs: 'cancelled',
    async play(world, orderId) {
      await makeUnreachable(world);
      const order = await payNow(world, orderId);
      await world.begin(order);
      await expectState(world, orderId, 'creating');
      await decide(world, order, 'did_not_happen', 'the customer withdrew');
    },
  },
  {
    path: 'payment-given-up',
    description: 'no connection for the first payment; a person gives it up before anything left',
    endsAs: 'cancelled',
    async play(world, orderId) {
      const order = await payNow(world, orderId);
      await changeAfterCreate(world, order, () => makeUnreachable(world));
      await expectState(world, orderId, 'paying');
      await giveUpThenComeBack(world, order);
    },
  },
  {
    path: 'activation-given-up',
    description: 'no connection for the activation; a person gives it up before anything left',
    endsAs: 'cancelled',
    async play(world, orderId) {
      const order = await startLater(world, orderId);
      await changeAfterCreate(world, order, () => makeUnreachable(world));
      await expectState(world, orderId, 'activating');
      await giveUpThenComeBack(world, order);
    },
  },
  {
    path: 'credentials-refused-then-corrected',
    description:
      'the gateway does not accept the key of the store; nothing is executed, and it is created once the key is right',
    endsAs: 'active',
    raises: ['credentials_refused'],
    async play(world, orderId) {
      const { control } = world.sandbox;
      const [id = ''] = await control.merchantIds();
      await control.registerMerchant({ id, key: 'another-key' });
      await world.begin(await payNow(world, orderId));
      await expectAttention(world, orderId, 'credentials_refused');
      await control.registerMerchant({ id, key: keyOf(world.merchant) });
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'card-reference-expired',
    description: 'the vault no longer has the card; nothing is sent, and the payment expires at the gateway',
    endsAs: 'expired',
    async play(world, orderId) {
      const card = await cardInVault(world);
      await world.vault.discard(card.reference);
      await world.begin(await payNow(world, orderId, {}, { card }));
      await world.clock.advanceBy(3 * DAY_MS);
    },
  },
];

/** What was created is given up; the question what became of its schedule is answered when the gateway is back. */
async function giveUpThenComeBack(world: World, order: NewStart): Promise<void> {
  const decision = { decision: 'did_not_happen', ...ana('the customer withdrew') } as const;
  const answered = world.subscriptions.resolve(order, decision);
  await until(
    'its schedule is asked for',
    async () => (await world.view(order.orderId)).state === 'resolving',
  );
  await comeBack(world);
  expectResult(await answered, 'carried_out');
}
