import { Option, type Command } from 'commander';
import type { CommandOptions } from '../commands/requests';
import type { CommonFlags } from './session';
import { secondsOf } from './start-input';
import { SUBSCRIPTION_HELP } from './subscription-argument';

/** Flags of every command: who and why, and how it is sent. */
export interface CommandFlags extends CommonFlags {
  by: string;
  reason: string;
  updateId?: string;
  timeoutSeconds: string;
}

/** Who and why, and how it is sent. */
export interface Signed extends CommandOptions {
  by: string;
  reason: string;
  timeoutMs: number;
}

/** Adds a command that a named person or system gives, with what all of them take. */
export function addCommand(program: Command, name: string, summary: string): Command {
  return program
    .command(name)
    .summary(summary)
    .description(
      `${summary.charAt(0).toUpperCase()}${summary.slice(1)}. Repeating it with the same update id has no second effect.`,
    )
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why; kept in the audit trail')
    .option('--update-id <id>', 'id under which the command takes effect once')
    .addOption(new Option('--timeout-seconds <n>', 'longest wait for the answer').default('90', '90'));
}

/** What these flags say. */
export function signedBy({ by, reason, updateId, timeoutSeconds }: CommandFlags): Signed {
  const timeoutMs = secondsOf(timeoutSeconds);
  return { by, reason, timeoutMs, ...(updateId === undefined ? {} : { updateId }) };
}
