import type { Command } from 'commander';

/** Lines to be copied, below the help of a command. They are made when the help is asked for: a date in them is always one to come. */
export function addExamples(command: Command, examples: () => readonly string[]): Command {
  return command.addHelpText('after', () => {
    const lines = examples();
    return `\n${lines.length === 1 ? 'Example' : 'Examples'}\n${lines.map((line) => `  ${line}`).join('\n')}`;
  });
}
