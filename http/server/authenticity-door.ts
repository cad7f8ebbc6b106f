import type { Client } from '@temporalio/client';
import type { AuthenticityPost } from '../../contract/posts';
import { deliverAuthenticity, type AuthenticityResult } from '../delivery/deliver-authenticity';
import { AUTHENTICITY_FIELDS, authenticityPostOf } from '../posts/authenticity-post';
import type { Door } from './open-door';

/** `POST /carat/<merchant>/<token>/authenticity`: the gateway asks whether an edit or a refund is ours, while our begin call is open. */
export const authenticityDoor = (client: Client): Door<AuthenticityPost, AuthenticityResult> => ({
  name: 'authenticity',
  fields: AUTHENTICITY_FIELDS,
  postOf: authenticityPostOf,
  deliver: async (merchant, addressee, post) => deliverAuthenticity(client, merchant, addressee, post),
  // Anything but 200 makes the gateway drop the id (docs/gateway.md §7, §8).
  answers: { accepted: 200, refused: 404, unknown_subscription: 404, unavailable: 503 },
  quiet: { results: ['accepted'], level: 'info' },
});
