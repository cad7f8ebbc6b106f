import type { Client } from '@temporalio/client';
import type { SubscriptionClient } from '../../client/subscription-client';
import type { SubscriptionStart } from '../../contract/input';
import type { SubscriptionView } from '../../contract/view';
import type { SandboxControl } from '../../sandbox/control';
import type { CardVault } from '../../vault/card-vault';
import type { TestClock } from '../test-clock';

/** What a story is played on: a merchant with a sandbox, a worker and a clock of their own. */
export interface Stage {
  readonly merchant: string;
  readonly subscriptions: SubscriptionClient;
  readonly client: Client;
  readonly taskQueue: string;
  readonly sandbox: { readonly control: SandboxControl };
  readonly vault: CardVault;
  readonly clock: TestClock;
  /** Starts a subscription, takes it along on the clock, and waits until it waits for time or a person. */
  begin(input: SubscriptionStart): Promise<SubscriptionView>;
  view(orderId: string): Promise<SubscriptionView>;
}
