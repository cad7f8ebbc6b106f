import type { Epoch } from '../epoch';
import type { SandboxSettings } from '../settings';
import type { MerchantBook } from '../state/merchants';
import type { PostLog } from '../state/post-log';
import type { SandboxClock } from '../time/clock';
import type { RuleBook } from '../wire/rule-book';
import type { PostFunction } from './post';
import type { PostFault, PostTarget } from './post-faults';

/** What posting needs of the world, which has the line of posts as a part of its own. */
export interface PostingWorld {
  readonly clock: SandboxClock;
  readonly merchants: MerchantBook;
  readonly posts: PostLog;
  readonly postFaults: RuleBook<PostFault, PostTarget>;
  readonly post: PostFunction;
  readonly settings: SandboxSettings;
  readonly epoch: Epoch;
}
