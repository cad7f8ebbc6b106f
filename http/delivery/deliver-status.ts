import type { Client } from '@temporalio/client';
import { heardQuery, statusPostedSignal } from '../../contract/messages';
import { HEARD, type Heard, type StatusPost } from '../../contract/posts';
import { LIMITS } from '../limits';
import type { Addressee } from '../posts/addressee';
import { failureOf } from './failure';
import { deliverTo } from './find-subscription';
import { HourlyBound } from './hourly-bound';
import { OneAtATime } from './one-at-a-time';
import { within } from './within';

/** What became of a status post. */
export type StatusResult =
  /** Temporal has it. */
  | 'signalled'
  /** It would have added nothing. */
  | 'known'
  | 'pending'
  /** No subscription of ours. */
  | 'unknown_subscription'
  /** Too many at once for one subscription, or in an hour in which it cannot be asked. */
  | 'too_many'
  | 'unavailable';

/**
 * Brings status posts to their subscriptions. Each is asked first what a post would add, which leaves nothing in its history; only
 * news is signalled. So a flood costs a bounded number of events: one signal for each look that is owed, and where the subscription
 * cannot be asked, a few in an hour.
 */
export class StatusDelivery {
  readonly #client: Client;
  readonly #turns = new OneAtATime();
  readonly #unanswered = new HourlyBound();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Answers within {@link LIMITS.answerMs}. */
  deliver(merchant: string, addressee: Addressee, post: StatusPost): Promise<StatusResult> {
    return within(LIMITS.answerMs, this.#deliver(merchant, addressee, post), 'unavailable');
  }

  async #deliver(merchant: string, addressee: Addressee, post: StatusPost): Promise<StatusResult> {
    const deadlineMs = Date.now() + LIMITS.answerMs;
    const ended: string[] = [];
    try {
      const result = await this.#client.withDeadline(deadlineMs, () =>
        deliverTo(this.#client, merchant, addressee, async (workflowId) => {
          const heard = await this.#inTurn(workflowId, post, deadlineMs);
          if (heard !== 'ended') return heard;
          // Whoever adopted its schedule since may want to hear it.
          ended.push(workflowId);
          return undefined;
        }),
      );
      return result ?? (ended.length > 0 ? 'known' : 'unknown_subscription');
    } catch (error) {
      return failureOf(error) === 'not_found' ? 'unknown_subscription' : 'unavailable';
    }
  }

  async #inTurn(
    workflowId: string,
    post: StatusPost,
    deadlineMs: number,
  ): Promise<StatusResult | 'ended' | undefined> {
    const turn = await this.#turns.inTurn(workflowId, deadlineMs, async () => ({
      result: await this.#deliverNow(workflowId, post, deadlineMs),
    }));
    return turn === undefined ? 'too_many' : turn.result;
  }

  async #deliverNow(
    workflowId: string,
    post: StatusPost,
    deadlineMs: number,
  ): Promise<StatusResult | 'ended' | undefined> {
    const heard = await this.#ask(workflowId, post, deadlineMs);
    if (heard === 'not_found') return undefined;
    if (heard === 'unanswered' && !this.#unanswered.take(workflowId)) return 'too_many';
    return heard === 'news' || heard === 'unanswered' ? this.#signal(workflowId, post) : heard;
  }

  async #ask(
    workflowId: string,
    post: StatusPost,
    deadlineMs: number,
  ): Promise<Heard | 'not_found' | 'unanswered' | 'unavailable'> {
    const untilMs = Math.min(deadlineMs, Date.now() + LIMITS.questionMs);
    try {
      const heard = await this.#client.withDeadline(untilMs, () =>
        this.#client.workflow.getHandle(workflowId).query(heardQuery, post),
      );
      // A workflow of other code may answer anything.
      return HEARD.find((one) => one === heard) ?? 'unanswered';
    } catch (error) {
      const failure = failureOf(error);
      return failure === 'refused' ? 'unanswered' : failure;
    }
  }

  async #signal(workflowId: string, post: StatusPost): Promise<StatusResult | undefined> {
    try {
      await this.#client.workflow.getHandle(workflowId).signal(statusPostedSignal, post);
      return 'signalled';
    } catch (error) {
      // It has ended since it was asked.
      return failureOf(error) === 'not_found' ? undefined : 'unavailable';
    }
  }
}
