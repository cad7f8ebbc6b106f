import { keyOf } from '../stack';
import { payNow, startLater, TEST_CARD } from './orders';
import type { Stage } from './stage';
import type { Story } from './story';
import {
  ana,
  beginThenUnreachable,
  DAY_MS,
  expectAttention,
  expectState,
  HOUR_MS,
  unreachable,
  until,
} from './turns';

const late = { lateConfirmation: { confirmWithinMinutes: 48 * 60 } };

/** The gateway can be reached again. */
async function comeBack(stage: Stage): Promise<void> {
  await stage.sandbox.control.clearFaults();
  await stage.clock.advanceBy(HOUR_MS);
}

/** A decision about a late confirmation that cannot leave until the gateway is back. */
async function decideWhileUnreachable(
  stage: Stage,
  orderId: string,
  call: 'confirm' | 'undo',
): Promise<void> {
  const input = await payNow(stage, orderId, {}, late);
  await stage.begin(input);
  await unreachable(stage);
  const decided = stage.subscriptions[call](input, ana('the order was looked at'));
  await until('a connection was refused', async () => {
    const { lastError } = await stage.view(orderId);
    return lastError?.code === 'connection_refused';
  });
  await comeBack(stage);
  await decided;
}

/** Lives in which a call provably never leaves, and is sent when it can be. */
export const unsentCalls: readonly Story[] = [
  {
    path: 'gateway-unreachable-before-create',
    tells:
      'no connection to the gateway at the start; nothing left, and it is created when the gateway is back',
    ends: 'active',
    async play(stage, orderId) {
      await unreachable(stage);
      await stage.begin(await payNow(stage, orderId));
      await expectState(stage, orderId, 'creating');
      await comeBack(stage);
    },
  },
  {
    path: 'gateway-unreachable-then-paid',
    tells: 'no connection for the first payment; nothing left, and it is paid when the gateway is back',
    ends: 'active',
    async play(stage, orderId) {
      await beginThenUnreachable(stage, await payNow(stage, orderId));
      await expectState(stage, orderId, 'paying');
      await comeBack(stage);
    },
  },
  {
    path: 'gateway-unreachable-then-activated',
    tells: 'no connection for the activation; nothing left, and it is activated when the gateway is back',
    ends: 'active',
    async play(stage, orderId) {
      await beginThenUnreachable(stage, await startLater(stage, orderId));
      await expectState(stage, orderId, 'activating');
      await comeBack(stage);
    },
  },
  {
    path: 'gateway-unreachable-then-confirmed',
    tells: 'no connection for the confirm; nothing left, and it is confirmed when the gateway is back',
    ends: 'active',
    play: (stage, orderId) => decideWhileUnreachable(stage, orderId, 'confirm'),
  },
  {
    path: 'gateway-unreachable-then-undone',
    tells: 'no connection for the undo; nothing left, and it is undone when the gateway is back',
    ends: 'undone',
    play: (stage, orderId) => decideWhileUnreachable(stage, orderId, 'undo'),
  },
  {
    path: 'credentials-refused-then-mended',
    tells:
      'the gateway does not accept the key of the store; nothing is executed, and it is created once that is mended',
    ends: 'active',
    async play(stage, orderId) {
      const { control } = stage.sandbox;
      const [id = ''] = await control.merchantIds();
      await control.registerMerchant({ id, key: 'another-key' });
      await stage.begin(await payNow(stage, orderId));
      await expectAttention(stage, orderId, 'credentials_refused');
      await control.registerMerchant({ id, key: keyOf(stage.merchant) });
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'card-reference-expired',
    tells: 'the vault no longer has the card; nothing is sent, and the payment expires at the gateway',
    ends: 'expired',
    async play(stage, orderId) {
      const reference = await stage.vault.put(TEST_CARD);
      await stage.vault.discard(reference);
      await stage.begin(await payNow(stage, orderId, {}, { card: { kind: 'vault', reference } }));
      await stage.clock.advanceBy(3 * DAY_MS);
    },
  },
];
