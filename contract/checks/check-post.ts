import type { AuthenticityPost, StatusPost } from '../posts';
import { checkMessage, type Checked } from './check-message';

/** Checks the argument of `statusPosted` and `heard`, as `statusPostSchema` does. */
export const checkStatusPost = (post: unknown): Checked<StatusPost> => checkMessage('statusPost', post);

/** Checks the argument of `authenticity`, as `authenticityPostSchema` does. */
export const checkAuthenticityPost = (post: unknown): Checked<AuthenticityPost> =>
  checkMessage('authenticityPost', post);
