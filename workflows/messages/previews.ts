import { setHandler } from '@temporalio/workflow';
import { CHANGE_CHECKS, checkPlainCommand, checkRefundCommand } from '../../contract/checks/check-command';
import type { Checked } from '../../contract/checks/check-message';
import { previewQuery } from '../../contract/messages';
import { describeProblems } from '../../contract/problems';
import type { Change } from '../../domain/edits/change';
import { preview, type Preview } from '../../domain/edits/preview';
import { previewRefund } from '../../domain/refunds/preview';
import { PREVIEWED_KINDS, previewRetirement, type PreviewedKind } from '../../domain/subscription/preview';
import type { Subscription } from '../entity';

/** Opens the door of the question what a command would do. It asks the rules of the command, and has none of its own. */
export function answerPreviews(subscription: Subscription): void {
  setHandler(previewQuery, (kind, command) => previewOf(subscription, kind, command), {
    description: 'What a command would do, or why it would be refused',
  });
}

/** One that is not valid is told as one that would be refused. */
function previewOf({ record, context }: Subscription, kind: PreviewedKind, command: unknown): Preview {
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
