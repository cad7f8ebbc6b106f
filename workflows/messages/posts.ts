import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { checkAuthenticityPost, checkStatusPost } from '../../contract/checks/check-post';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { authenticityUpdate, heardQuery, statusPostedSignal } from '../../contract/messages';
import type { AuthenticityAnswer, AuthenticityPost, Heard } from '../../contract/posts';
import { takeSeid } from '../../domain/edits/apply-edit';
import { takeRefundNit } from '../../domain/refunds/begin-refund';
import { heardOf, takeHint } from '../../domain/schedule/hint';
import { expectsAuthenticity } from '../../domain/subscription/authenticity';
import type { Subscription } from '../entity';
import { valid } from './checks';

/** Hears what the gateway posts. A status is a hint, which at most makes the loop look early; an authenticity is asked for, or refused. */
export function hearPosts(subscription: Subscription): void {
  setHandler(heardQuery, (post) => heard(subscription, post), {
    description: 'What a status post of the gateway would add: news, known or pending',
  });
  setHandler(
    statusPostedSignal,
    (post) => {
      if (heard(subscription, post) !== 'news') return;
      subscription.applyAndWake((record, { nowMs, order }) => takeHint(record, post, nowMs, order));
    },
    { description: 'The gateway posted a status: a hint to look early' },
  );
  setHandler(authenticityUpdate, (post) => accept(subscription, post), {
    description: 'The gateway asks whether an edit or a refund is ours',
    validator: (post) => {
      checkAuthenticity(subscription, post);
    },
  });
}

function checkAuthenticity({ record, context }: Subscription, post: unknown): AuthenticityPost {
  const asked = valid(checkAuthenticityPost(post));
  if (!expectsAuthenticity(record, asked, context)) throw notExpected(asked.kind);
  return asked;
}

/** What was begun is ours: its id is written down, and the loop goes on with it once the begin is answered. */
function accept(subscription: Subscription, post: unknown): AuthenticityAnswer {
  const asked = checkAuthenticity(subscription, post);
  subscription.applyAndWake((record, context) =>
    asked.kind === 'edit' ? takeSeid(record, asked.seid, context) : takeRefundNit(record, asked.nit, context),
  );
  return { accepted: true };
}

/** A post that is not valid tells nothing: whoever sent it, a running subscription is not damaged. */
function heard({ record, context }: Subscription, post: unknown): Heard {
  const checked = checkStatusPost(post);
  return checked.ok ? heardOf(record, checked.value, context.nowMs, context.order) : 'known';
}

const notExpected = (kind: string): ApplicationFailure =>
  ApplicationFailure.create({
    type: WORKFLOW_ERRORS.authenticityNotExpected,
    message: `no ${kind} is under way that this belongs to`,
    nonRetryable: true,
  });
