import type { StatusPost } from '../../contract/posts';
import type { StatusDelivery, StatusResult } from '../delivery/deliver-status';
import { STATUS_FIELDS, statusPostOf } from '../posts/status-post';
import type { Door } from './open-door';

/** `POST /carat/<merchant>/<token>/status`: the gateway tells of a transaction. */
export const statusDoor = (delivery: StatusDelivery): Door<StatusPost, StatusResult> => ({
  name: 'status',
  fields: STATUS_FIELDS,
  postOf: statusPostOf,
  deliver: async (merchant, addressee, post) => delivery.deliver(merchant, addressee, post),
  // 200 only for what Temporal has, or what nobody needs; the gateway sends the rest again (docs/gateway.md §6).
  answers: {
    signalled: 200,
    known: 200,
    pending: 200,
    // Another order of the store, or one that ended long ago: sending it again would change nothing.
    unknown_subscription: 200,
    too_many: 503,
    unavailable: 503,
  },
  quiet: { results: ['known', 'pending', 'signalled'], level: 'debug' },
});
