import { CancellationScope, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type {
  AcknowledgeCommand,
  CommandAnswer,
  ConfirmationCommand,
  ResolveCommand,
} from '../../contract/commands';
import {
  acknowledgeUpdate,
  confirmUpdate,
  resolveUpdate,
  statusQuery,
  undoUpdate,
} from '../../contract/messages';
import { LIMITS } from '../../domain/limits';
import {
  confirmationStanding,
  isAboutCall,
  resolutionOf,
  takeAcknowledgement,
  takeConfirmation,
  takeResolution,
} from '../../domain/subscription/commands';
import { shownState } from '../../domain/subscription/state';
import type { Subscription } from '../entity';
import { viewOf } from '../show/view';
import { answerOf } from './answers';
import { checkAcknowledgement, checkConfirmation, checkResolution, notAllowed } from './checks';

/**
 * Opens the doors of a subscription: one Query and the commands. Validators refuse what the record forbids before anything is
 * written; handlers write their wish down and wake the loop. None of them calls the gateway.
 */
export function answerMessages(subscription: Subscription): void {
  setHandler(statusQuery, () => viewOf(subscription), { description: 'The whole view of the subscription' });
  answer(subscription, confirmUpdate, {
    description: 'Capture a payment that awaits confirmation',
    check: (command) => void checkConfirmation(subscription, 'confirm', command),
    run: (command) => confirm(subscription, 'confirm', command),
  });
  answer(subscription, undoUpdate, {
    description: 'Release a payment that awaits confirmation',
    check: (command) => void checkConfirmation(subscription, 'undo', command),
    run: (command) => confirm(subscription, 'undo', command),
  });
  answer(subscription, resolveUpdate, {
    description: 'A named person decides about a blocked subscription, or gives up what never left',
    check: (command) => void checkResolution(subscription, command),
    run: (command) => resolve(subscription, command),
  });
  answer(subscription, acknowledgeUpdate, {
    description: 'A named person takes attention flags off',
    check: (command) => void checkAcknowledgement(subscription, command),
    run: (command) => Promise.resolve(acknowledge(subscription, command)),
  });
}

interface CommandHandling<C> {
  description: string;
  /** Throws the refusal. Not asked when the command is one that was answered before. */
  check: (command: C) => void;
  run: (command: C) => Promise<CommandAnswer>;
}

/** Answers a command once per id, also across continue-as-new, where the server no longer knows the id. */
function answer<C>(
  subscription: Subscription,
  update: UpdateDefinition<CommandAnswer, [C]>,
  { description, check, run }: CommandHandling<C>,
): void {
  const { name } = update;
  const once = async (command: C): Promise<CommandAnswer> => {
    const id = commandId(name);
    const earlier = rememberedAnswer(subscription, id);
    if (earlier !== undefined) return earlier;
    const given = await run(command);
    remember(subscription, id, given);
    return given;
  };
  const validator = (command: C): void => {
    if (rememberedAnswer(subscription, commandId(name)) === undefined) check(command);
  };
  setHandler(update, once, { validator, description });
}

async function confirm(
  subscription: Subscription,
  kind: 'confirm' | 'undo',
  command: ConfirmationCommand,
): Promise<CommandAnswer> {
  const sender = checkConfirmation(subscription, kind, command);
  subscription.applyAndWake((record, context) => takeConfirmation(record, kind, sender, context));
  await until(() => confirmationStanding(subscription.record, kind) !== 'waiting');
  const { record } = subscription;
  const standing = confirmationStanding(record, kind);
  if (standing === 'waiting' || standing === 'overtaken')
    throw notAllowed(kind, `the gateway had decided before; the subscription is ${shownState(record).state}`);
  return answerOf(record, standing, record.decision?.doneAt ?? record.decision?.at);
}

async function resolve(subscription: Subscription, command: ResolveCommand): Promise<CommandAnswer> {
  const decision = checkResolution(subscription, command);
  const id = commandId('resolve');
  const waits = isAboutCall(subscription.record, decision.decision);
  subscription.applyAndWake((record, context) => takeResolution(record, { id, ...decision }, context));
  const result = waits ? await resultOf(subscription, id) : 'carried_out';
  subscription.publish();
  return answerOf(subscription.record, result);
}

/** Waits for the turn of a decision. Where the gateway answered first, it is not carried out. */
async function resultOf(subscription: Subscription, id: string): Promise<'carried_out' | 'accepted'> {
  await until(() => resolutionOf(subscription.record, id) !== 'waiting');
  const standing = resolutionOf(subscription.record, id);
  if (standing === 'carried_out' || standing === 'accepted') return standing;
  throw notAllowed(
    'resolve',
    `the gateway answered first; it is ${shownState(subscription.record).state} now`,
  );
}

function acknowledge(subscription: Subscription, command: AcknowledgeCommand): CommandAnswer {
  const { flags, ...sender } = checkAcknowledgement(subscription, command);
  subscription.applyAndWake((record, context) => takeAcknowledgement(record, flags, sender, context));
  subscription.publish();
  return answerOf(subscription.record, 'carried_out');
}

/** A cancellation request must not make a command fail whose effect goes on. */
const until = (done: () => boolean): Promise<void> => CancellationScope.nonCancellable(() => condition(done));

const commandId = (command: string): string => `${command}/${currentUpdateInfo()?.id ?? ''}`;

/** An answer that was the last word. One that was in doubt, or went on, is given anew from what is known now. */
function rememberedAnswer({ record }: Subscription, id: string): CommandAnswer | undefined {
  return record.answers.find((command) => command.id === id)?.answer as CommandAnswer | undefined;
}

function remember(subscription: Subscription, id: string, given: CommandAnswer): void {
  if (given.result !== 'carried_out') return;
  subscription.apply((record) => ({
    ...record,
    answers: [...record.answers, { id, answer: given }].slice(-LIMITS.rememberedCommands),
  }));
}
