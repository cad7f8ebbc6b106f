import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { executeUpdate } from '../../client/commands/execute-update';
import { authenticityUpdate } from '../../contract/messages';
import type { AuthenticityPost } from '../../contract/posts';
import { LIMITS } from '../limits';
import type { Addressee } from '../posts/addressee';
import { failureOf } from './failure';
import { deliverTo, isAmbiguous } from './find-subscription';
import { within } from './within';

/** What became of an authenticity post. */
export type AuthenticityResult = 'accepted' | 'refused' | 'unknown_subscription' | 'unavailable';

/**
 * Asks the subscription whether an edit or a refund is its own. Its answer is durable before the gateway has ours, which comes within
 * {@link LIMITS.answerMs}. One that comes later is of no use: the gateway has dropped the id by then.
 */
export const deliverAuthenticity = (
  client: Client,
  merchant: string,
  addressee: Addressee,
  post: AuthenticityPost,
): Promise<AuthenticityResult> =>
  within(LIMITS.answerMs, askWhetherOurs(client, merchant, addressee, post), 'unavailable');

async function askWhetherOurs(
  client: Client,
  merchant: string,
  addressee: Addressee,
  post: AuthenticityPost,
): Promise<AuthenticityResult> {
  const updateId = updateIdOf(post);
  const ask = async (workflowId: string): Promise<AuthenticityResult | undefined> => {
    try {
      await executeUpdate(client, workflowId, { name: authenticityUpdate.name, args: [post], updateId });
      return 'accepted';
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'not_found') return undefined;
      return failure === 'refused' ? 'refused' : 'unavailable';
    }
  };
  try {
    const asked = await client.withDeadline(Date.now() + LIMITS.answerMs, async () =>
      // A refund would take money from the one and give it back for the other.
      post.kind === 'refund' && (await isAmbiguous(client, merchant, addressee))
        ? undefined
        : deliverTo(client, merchant, addressee, ask),
    );
    return asked ?? 'unknown_subscription';
  } catch (error) {
    return failureOf(error) === 'not_found' ? 'unknown_subscription' : 'unavailable';
  }
}

/** The same for each repetition of one post, so that it counts once. A digest: the id itself is worth keeping out of plain view. */
function updateIdOf(post: AuthenticityPost): string {
  const id = post.kind === 'edit' ? post.seid : post.nit;
  return `authenticity/${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
