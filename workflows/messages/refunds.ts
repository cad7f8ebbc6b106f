import { setHandler } from '@temporalio/workflow';
import { checkRefundCommand } from '../../contract/checks/check-command';
import type { CommandAnswer, RefundCommand } from '../../contract/commands';
import { contentMarkOf } from '../../contract/content-mark';
import { refundUpdate } from '../../contract/messages';
import { refundById } from '../../domain/refunds/open-refunds';
import { refusalOfRefund } from '../../domain/refunds/refusal';
import { refundStanding } from '../../domain/refunds/standing';
import { takeRefund } from '../../domain/refunds/take-refund';
import { ENDED_LONG_AGO, isForgotten } from '../../domain/subscription/forgotten-ids';
import type { Subscription } from '../entity';
import { commandId, until } from './answering';
import { answerOfStanding } from './answers';
import { refuse, valid } from './checks';

/** Opens the door of the command that gives money back. Its handler writes the wish down, and never calls the gateway. */
export function answerRefunds(subscription: Subscription): void {
  setHandler(refundUpdate, (command) => refund(subscription, command), {
    validator: (command) => {
      check(subscription, command);
    },
    description: 'Money of one charge goes back to the customer, all of it or a part',
  });
}

/** Under one id a refund is taken once; a repetition is answered from what is known by then. */
function check({ record, context }: Subscription, command: unknown): RefundCommand {
  const wanted = valid(checkRefundCommand(command));
  const id = commandId('refund');
  if (refundById(record, id) === undefined)
    refuse('refund', isForgotten(record, id) ? ENDED_LONG_AGO : refusalOfRefund(record, wanted, context));
  return wanted;
}

async function refund(subscription: Subscription, command: unknown): Promise<CommandAnswer> {
  const id = commandId('refund');
  const wanted = check(subscription, command);
  subscription.applyAndWake((record, context) =>
    takeRefund(record, { id, ...wanted, content: contentMarkOf(wanted) }, context),
  );
  await until(() => refundStanding(subscription.record, id, subscription.context)?.kind !== 'waiting');
  subscription.publish();
  const { record, context } = subscription;
  const answer = answerOfStanding(record, 'refund', refundStanding(record, id, context));
  return { ...answer, content: refundById(record, id)?.content ?? contentMarkOf(wanted) };
}
