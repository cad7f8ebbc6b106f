import type { Attention } from '../domain/subscription/attention';
import type { SubscriptionState } from '../domain/subscription/states';
import type { World } from './world';

/** What a story needs of its stack that is unlike the usual one. */
export type StackNeed =
  /** Nobody takes the gateway calls until the story brings a worker; a call that nobody takes is withdrawn after a second. */
  | 'no_gateway_worker'
  /** The worker does not trust the certificate of the sandbox. */
  | 'untrusted_certificate'
  /** The gateway is asked for an order before that is created. */
  | 'asks_for_orders';

/** One way through the life of a subscription, played on a real server against the sandbox. */
export interface Story {
  /** Name of the path, kebab-case; its recorded history carries it. */
  readonly path: string;
  /** What happens, as one phrase. */
  readonly description: string;
  /** Where the subscription stands when the story is over; `failed`: the start itself was refused. */
  readonly endsAs: SubscriptionState | 'failed';
  /** Flags that a person is shown on the way. */
  readonly raises?: readonly Attention[];
  readonly needs?: StackNeed;
  /**
   * Plays it under an order id that nothing else uses, in a world that nothing else is in.
   *
   * @throws Error when the story takes another turn
   */
  play(world: World, orderId: string): Promise<void>;
}
