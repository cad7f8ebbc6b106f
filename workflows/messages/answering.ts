import { CancellationScope, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { CommandAnswer } from '../../contract/commands';
import { contentMarkOf } from '../../contract/content-mark';
import { LIMITS } from '../../domain/limits';
import { newestWithin } from '../../domain/weight';
import type { Subscription } from '../entity';

/** How one kind of command is taken. */
export interface CommandHandling<C> {
  description: string;
  /** Throws the refusal. Not asked when the command is one that was answered before. */
  check: (command: C) => void;
  run: (command: C) => Promise<CommandAnswer>;
}

/** Answers a command once per id, also across continue-as-new, where the server no longer knows the id. */
export function answer<C>(
  subscription: Subscription,
  update: UpdateDefinition<CommandAnswer, [C]>,
  { description, check, run }: CommandHandling<C>,
): void {
  const { name } = update;
  const once = async (command: C): Promise<CommandAnswer> => {
    const id = commandId(name);
    const earlier = rememberedAnswer(subscription, id);
    if (earlier !== undefined) return earlier;
    const given = { ...(await run(command)), content: contentMarkOf(command as object) };
    remember(subscription, id, given);
    return given;
  };
  const validator = (command: C): void => {
    if (rememberedAnswer(subscription, commandId(name)) === undefined) check(command);
  };
  setHandler(update, once, { validator, description });
}

/** A cancellation request must not make a command fail whose effect goes on. */
export const until = (done: () => boolean): Promise<void> =>
  CancellationScope.nonCancellable(() => condition(done));

/** The id of a command, by which it is remembered: its kind, and what whoever sent it calls it. Our client sends both. */
export function commandId(command: string): string {
  const id = currentUpdateInfo()?.id ?? '';
  return id.startsWith(`${command}/`) ? id : `${command}/${id}`;
}

/** An answer that was the last word. One that was in doubt, or went on, is given anew from what is known now. */
function rememberedAnswer({ record }: Subscription, id: string): CommandAnswer | undefined {
  return record.answers.find((command) => command.id === id)?.answer as CommandAnswer | undefined;
}

function remember(subscription: Subscription, id: string, given: CommandAnswer): void {
  if (given.result !== 'carried_out') return;
  subscription.apply((record) => ({
    ...record,
    answers: newestWithin([...record.answers, { id, answer: given }], LIMITS.rememberedCommands),
  }));
}
