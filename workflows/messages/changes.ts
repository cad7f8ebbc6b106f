import { setHandler } from '@temporalio/workflow';
import { CHANGE_CHECKS } from '../../contract/checks/check-command';
import type { CommandAnswer } from '../../contract/commands';
import { contentMarkOf } from '../../contract/content-mark';
import { CHANGE_UPDATES } from '../../contract/messages';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../domain/edits/change';
import { refusalOfChange } from '../../domain/edits/refusal';
import { commandStanding } from '../../domain/edits/standing';
import { takeCommand } from '../../domain/edits/take-command';
import { commandById } from '../../domain/edits/known-commands';
import { ENDED_LONG_AGO, isForgotten } from '../../domain/subscription/forgotten-ids';
import type { Subscription } from '../entity';
import { commandId, until } from './answering';
import { answerOfStanding } from './answers';
import { refuse, valid } from './checks';

/** A command that changes a running schedule, as it is written down. */
interface Wish {
  change: Change;
  by: string;
  reason: string;
}

const DESCRIPTIONS: Record<ChangeKind, string> = {
  pause: 'Nothing is charged until it is resumed',
  resume: 'It is charged again, from its next date on; never for the past, unless asked by name',
  cancel: 'Nothing is charged any more, from now on',
  uncancel: 'A cancellation is taken back',
  changeAmount: 'Another amount, of every charge from now on',
  changeNextDate: 'Another date of the next charge',
  changeCard: 'Another card, for every charge from now on',
  changeInstallments: 'Other installments of each charge',
};

/** Opens the doors of the commands that change a running schedule. Their handlers write the wish down, and never call the gateway. */
export function answerChanges(subscription: Subscription): void {
  for (const kind of CHANGE_KINDS) {
    setHandler(
      // All of them answer alike; what each takes is checked by its own schema.
      CHANGE_UPDATES[kind] as (typeof CHANGE_UPDATES)['pause'],
      (command: unknown) => change(subscription, kind, command),
      {
        validator: (command: unknown) => {
          check(subscription, kind, command);
        },
        description: DESCRIPTIONS[kind],
      },
    );
  }
}

/** Under one id a command is taken once; a repetition is answered from what is known by then. */
function check({ record, context }: Subscription, kind: ChangeKind, command: unknown): Wish {
  const wish = wishOf(kind, command);
  const id = commandId(kind);
  if (commandById(record, id) === undefined)
    refuse(kind, isForgotten(record, id) ? ENDED_LONG_AGO : refusalOfChange(record, wish.change, context));
  return wish;
}

function wishOf(kind: ChangeKind, command: unknown): Wish {
  const { by, reason, ...fields } = valid<{ by: string; reason: string }>(CHANGE_CHECKS[kind](command));
  return { change: { kind, ...fields } as Change, by, reason };
}

/** What a change asks for, without what it is. */
const fieldsOf = ({ kind, ...fields }: Change): object => fields;

async function change(
  subscription: Subscription,
  kind: ChangeKind,
  command: unknown,
): Promise<CommandAnswer> {
  const id = commandId(kind);
  const wish = check(subscription, kind, command);
  subscription.applyAndWake((record, context) => takeCommand(record, { id, ...wish }, context));
  await until(() => commandStanding(subscription.record, id, subscription.context)?.kind !== 'waiting');
  subscription.publish();
  const { record, context } = subscription;
  const answer = answerOfStanding(record, kind, commandStanding(record, id, context));
  return { ...answer, content: contentMarkOf(fieldsOf(commandById(record, id)?.change ?? wish.change)) };
}
