import { CancellationScope, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type {
  AcknowledgeCommand,
  CommandAnswer,
  ConfirmationCommand,
  ResolveCommand,
} from '../contract/commands';
import {
  acknowledgeUpdate,
  confirmUpdate,
  resolveUpdate,
  statusQuery,
  undoUpdate,
} from '../contract/messages';
import { LIMITS } from '../domain/limits';
import {
  checkAcknowledgement,
  checkConfirmation,
  checkResolution,
  notAllowed,
  readAcknowledgement,
  readConfirmation,
  readResolution,
} from './command-checks';
import type { Life, PersonalDecision } from './life';
import { settleUnreadable } from './phases/settling-charges';
import { viewOf } from './view';

/**
 * Opens the doors of a subscription: one Query and the commands. Validators refuse what the state forbids before
 * anything is written; a bad message never damages a running subscription.
 */
export function answerMessages(life: Life): void {
  setHandler(statusQuery, () => viewOf(life), { description: 'The whole view of the subscription' });
  answer(life, confirmUpdate, {
    description: 'Capture a payment that awaits confirmation',
    check: (command) => {
      checkConfirmation(life, 'confirm', command);
    },
    run: (command) => decide(life, 'confirm', command),
  });
  answer(life, undoUpdate, {
    description: 'Release a payment that awaits confirmation',
    check: (command) => {
      checkConfirmation(life, 'undo', command);
    },
    run: (command) => decide(life, 'undo', command),
  });
  answer(life, resolveUpdate, {
    description: 'A named person decides about a blocked subscription',
    check: (command) => {
      checkResolution(life, command);
    },
    run: (command) => resolve(life, command),
  });
  answer(life, acknowledgeUpdate, {
    description: 'A named person takes attention flags off',
    check: (command) => {
      checkAcknowledgement(life, command);
    },
    run: (command) => Promise.resolve(acknowledge(life, command)),
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
  life: Life,
  update: UpdateDefinition<CommandAnswer, [C]>,
  { description, check, run }: CommandHandling<C>,
): void {
  const { name } = update;
  const once = async (command: C): Promise<CommandAnswer> => {
    const id = commandId(name);
    const earlier = rememberedAnswer(life, id);
    if (earlier !== undefined) return earlier;
    const given = await run(command);
    life.record.commands = [...life.record.commands, { id, answer: given }].slice(-LIMITS.rememberedUpdates);
    return given;
  };
  const validator = (command: C): void => {
    if (rememberedAnswer(life, commandId(name)) === undefined) check(command);
  };
  setHandler(update, once, { validator, description });
}

async function decide(
  life: Life,
  kind: 'confirm' | 'undo',
  command: ConfirmationCommand,
): Promise<CommandAnswer> {
  const { by, reason } = readConfirmation(command);
  life.record.decision = { kind, by, reason, at: life.now };
  life.tell(by, `decided to ${kind} the payment`, reason);
  await until(() => life.state !== 'pending_confirmation');
  return answerOf(life);
}

async function resolve(life: Life, command: ResolveCommand): Promise<CommandAnswer> {
  const decision: PersonalDecision = readResolution(command);
  if (life.state === 'blocked') {
    life.personalDecision = decision;
    await until(() => life.personalDecision !== decision);
  } else {
    settleUnreadable(life, decision);
  }
  if (decision.carriedOut !== true)
    throw notAllowed('resolve', `the gateway answered first; it is ${life.state} now`);
  return answerOf(life);
}

function acknowledge(life: Life, command: AcknowledgeCommand): CommandAnswer {
  const { flags, by, reason } = readAcknowledgement(command);
  for (const flag of flags) life.acknowledge(flag);
  life.tell(by, `acknowledged ${flags.join(', ')}`, reason);
  life.publish();
  return answerOf(life);
}

/** A cancellation request must not make a command fail whose effect goes on. */
const until = (done: () => boolean): Promise<void> => CancellationScope.nonCancellable(() => condition(done));

const commandId = (command: string): string => `${command}/${currentUpdateInfo()?.id ?? ''}`;

function rememberedAnswer(life: Life, id: string): CommandAnswer | undefined {
  return life.record.commands.find((command) => command.id === id)?.answer as CommandAnswer | undefined;
}

function answerOf({ record }: Life): CommandAnswer {
  const { state, paymentStatus, scheduleStatus } = record;
  return {
    state,
    ...(paymentStatus === undefined ? {} : { paymentStatus }),
    ...(scheduleStatus === undefined ? {} : { scheduleStatus }),
  };
}
