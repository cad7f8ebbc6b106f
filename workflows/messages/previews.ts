import { setHandler } from '@temporalio/workflow';
import { CHANGE_CHECKS, checkPlainCommand, checkRefundCommand } from '../../contract/checks/check-command';
import type { Checked } from '../../contract/checks/check-message';
import { previewQuery } from '../../contract/messages';
import { describeProblems } from '../../contract/problems';
import type { Change } from '../../domain/edits/change';
import { preview, type Preview } from '../../domain/edits/preview';
import { previewRefund } from '../../domain/refunds/preview';
import type { RuleContext } from '../../domain/subscription/order';
import { PREVIEWED_KINDS, previewRetirement, type PreviewedKind } from '../../domain/subscription/preview';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import type { Subscription } from '../entity';

/** Opens the door of the question what a command would do. It asks the rules of the command, and has none of its own. */
export function answerPreviews(subscription: Subscription): void {
  setHandler(
    previewQuery,
    (kind, command, askedAt) => {
      const { record, context } = subscription;
      if (!isInstant(askedAt))
        return { allowed: false, why: 'the instant at which you ask must be ISO 8601 with its zone' };
      return previewOf(record, kind, command, { ...context, nowMs: laterOf(context.nowMs, askedAt) });
    },
    { description: 'What a command would do, or why it would be refused' },
  );
}

/** It may be left out: then the last step of the subscription counts. */
const isInstant = (askedAt: unknown): boolean =>
  askedAt === undefined ||
  askedAt === null ||
  (typeof askedAt === 'string' &&
    /T.*(?:Z|[+-]\d\d:?\d\d)$/u.test(askedAt) &&
    !Number.isNaN(Date.parse(askedAt)));

/** The time of a Query is that of the last task: what it is by now, only whoever asks knows. It never goes back. */
function laterOf(nowMs: number, askedAt: unknown): number {
  const askedMs = typeof askedAt === 'string' ? Date.parse(askedAt) : NaN;
  return askedMs > nowMs ? askedMs : nowMs;
}

/** One that is not valid is told as one that would be refused. */
function previewOf(
  record: SubscriptionRecord,
  kind: PreviewedKind,
  command: unknown,
  context: RuleContext,
): Preview {
  if (!PREVIEWED_KINDS.includes(kind))
    return { allowed: false, why: `no such command; one of ${PREVIEWED_KINDS.join(', ')}` };
  if (kind === 'refund')
    return told(checkRefundCommand(command), (wanted) => previewRefund(record, wanted, context));
  if (kind === 'retire') return told(checkPlainCommand(command), () => previewRetirement(record));
  return told<object>(CHANGE_CHECKS[kind](command), (fields) =>
    preview(record, { kind, ...fields } as Change, context),
  );
}

const told = <Command>(checked: Checked<Command>, tell: (command: Command) => Preview): Preview =>
  checked.ok ? tell(checked.value) : { allowed: false, why: describeProblems(checked.problems) };
