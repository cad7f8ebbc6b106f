import type { Client } from '@temporalio/client';
import type { SubscriptionClient } from '../client/subscription-client';
import type { SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import type { StackDoors } from '../devstack/doors';
import type { TestClock } from '../devstack/test-clock';
import type { SandboxControl } from '../sandbox/control';
import type { CardVault } from '../vault/card-vault';

/** Where a story is played: a merchant with a sandbox, a worker and a clock. */
export interface World {
  readonly merchant: string;
  readonly subscriptions: SubscriptionClient;
  readonly client: Client;
  readonly taskQueue: string;
  readonly sandbox: { readonly control: SandboxControl };
  readonly vault: CardVault;
  readonly clock: TestClock;
  /** Opens the doors to which the gateway posts, once for a stack, and tells the gateway where they are. */
  openDoors(options?: { statusPosts?: boolean }): Promise<Pick<StackDoors, 'urls' | 'caPem'>>;
  /** Starts one more worker for the gateway calls; it is stopped with the stack. */
  addGatewayWorkers(options?: { maxCallsInFlight?: number }): Promise<void>;
  /** Starts a subscription, takes it along on the clock, and waits until it waits for time or a person. */
  begin(order: SubscriptionStart): Promise<SubscriptionView>;
  view(orderId: string): Promise<SubscriptionView>;
}
