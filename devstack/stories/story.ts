import type { SubscriptionState } from '../../domain/subscription/states';
import type { Stage } from './stage';

/** One way through the life of a subscription, played against a real server and the sandbox. */
export interface Story {
  /** Name of the path, kebab-case; its recorded history carries it. */
  readonly path: string;
  /** What happens, as one sentence. */
  readonly tells: string;
  /** Where the subscription stands when the story is over; `failed`: the start itself was refused. */
  readonly ends: SubscriptionState | 'failed';
  /**
   * Plays it under an order id that nothing else uses, on a stage that nothing else is on.
   *
   * @throws Error when the story takes another turn
   */
  play(stage: Stage, orderId: string): Promise<void>;
}
