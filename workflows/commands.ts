import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  setHandler,
} from '@temporalio/workflow';
import type { z } from 'zod';
import {
  confirmationCommandSchema,
  resolveCommandSchema,
  type CommandAnswer,
  type ConfirmationCommand,
  type ResolveCommand,
} from '../contract/commands';
import { WORKFLOW_ERRORS } from '../contract/error-codes';
import { confirmUpdate, resolveUpdate, statusQuery, undoUpdate } from '../contract/messages';
import { describeProblems, problemsOf } from '../contract/problems';
import { unreadableCharge } from '../domain/explanation';
import { LIMITS } from '../domain/limits';
import type { Life, PersonalDecision } from './life';
import { settleUnreadable } from './phases/settling-charges';
import { viewOf } from './view';

/**
 * Opens the doors of a subscription: one Query and the commands. Validators refuse what the state forbids before
 * anything is written; a bad message never damages a running subscription.
 */
export function answerMessages(life: Life): void {
  setHandler(statusQuery, () => viewOf(life), { description: 'The whole view of the subscription' });
  for (const [update, kind] of [
    [confirmUpdate, 'confirm'],
    [undoUpdate, 'undo'],
  ] as const) {
    setHandler(update, (command) => onceEach(life, kind, () => decide(life, kind, command)), {
      validator: (command) => checkConfirmation(life, kind, command),
      description: `${kind === 'confirm' ? 'Capture' : 'Release'} a payment that awaits confirmation`,
    });
  }
  setHandler(resolveUpdate, (command) => onceEach(life, 'resolve', () => resolve(life, command)), {
    validator: (command) => checkResolution(life, command),
    description: 'A named person decides about a blocked subscription',
  });
}

/** Runs a command once per id, also across continue-as-new, where the server no longer knows the id. */
async function onceEach(
  life: Life,
  command: string,
  run: () => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  const id = commandId(command);
  const earlier = rememberedAnswer(life, id);
  if (earlier !== undefined) return earlier;
  const answer = await run();
  life.record.commands = [...life.record.commands, { id, answer }].slice(-LIMITS.rememberedUpdates);
  return answer;
}

async function decide(
  life: Life,
  kind: 'confirm' | 'undo',
  command: ConfirmationCommand,
): Promise<CommandAnswer> {
  const { by, reason } = confirmationCommandSchema.parse(command);
  life.record.decision = { kind, by, reason, at: life.now };
  life.tell(by, `decided to ${kind} the payment`, reason);
  await until(() => life.state !== 'pending_confirmation');
  return answerOf(life);
}

async function resolve(life: Life, command: ResolveCommand): Promise<CommandAnswer> {
  const decision: PersonalDecision = resolveCommandSchema.parse(command);
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

/** A cancellation request must not make a command fail whose effect goes on. */
const until = (done: () => boolean): Promise<void> => CancellationScope.nonCancellable(() => condition(done));

function checkConfirmation(life: Life, kind: string, command: unknown): void {
  parseCommand(confirmationCommandSchema, command);
  if (isRepeated(life, kind)) return;
  const { decision, confirmBy } = life.record;
  if (life.state !== 'pending_confirmation') throw notAllowed(kind, `the subscription is ${life.state}`);
  if (decision !== undefined)
    throw notAllowed(kind, `${decision.by} decided to ${decision.kind} it at ${decision.at}`);
  if (confirmBy !== undefined && life.nowMs >= Date.parse(confirmBy)) {
    throw notAllowed(kind, `the deadline ${confirmBy} has passed`);
  }
}

function checkResolution(life: Life, command: unknown): void {
  const { decision } = parseCommand(resolveCommandSchema, command);
  if (isRepeated(life, 'resolve')) return;
  const { blocked } = life.record;
  const settlesCharge = decision !== 'ask_again' && unreadableCharge(life.record.ledger) !== undefined;
  if (life.state !== 'blocked' && settlesCharge) return;
  if (life.state !== 'blocked' || blocked === undefined)
    throw notAllowed('resolve', `the subscription is ${life.state}`);
  if (life.personalDecision !== undefined)
    throw notAllowed('resolve', `${life.personalDecision.by} has just decided`);
  if (!blocked.decisions.includes(decision)) {
    throw notAllowed('resolve', `decision: must be one of ${blocked.decisions.join(', ')} here`);
  }
}

function parseCommand<T extends z.ZodType>(schema: T, command: unknown): z.output<T> {
  const parsed = schema.safeParse(command);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error);
  throw ApplicationFailure.create({
    type: WORKFLOW_ERRORS.invalidCommand,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}

function notAllowed(command: string, why: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: WORKFLOW_ERRORS.commandNotAllowed,
    message: `${command} is not possible: ${why}`,
    nonRetryable: true,
  });
}

const commandId = (command: string): string => `${command}/${currentUpdateInfo()?.id ?? ''}`;

const isRepeated = (life: Life, command: string): boolean =>
  rememberedAnswer(life, commandId(command)) !== undefined;

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
