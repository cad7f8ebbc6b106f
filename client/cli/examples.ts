import type { Command } from 'commander';
import { commandText } from './command-text';
import { STANDARD_WIDTH } from './look';

/** Lines to be copied, below the help of a command. They are made when the help is asked for: a date in them is always one to come. */
export function addExamples(command: Command, examples: () => readonly string[]): Command {
  return command.addHelpText('after', () => {
    const lines = examples();
    return `\n${lines.length === 1 ? 'Example' : 'Examples'}\n${lines.map(exampleText).join('\n')}`;
  });
}

const INDENT = '  ';
const PAGE = { program: 'carat', width: STANDARD_WIDTH };

function exampleText(example: string): string {
  const { program } = PAGE;
  const isCommand = example.startsWith(`${program} `);
  return isCommand ? commandText(PAGE, example.slice(program.length + 1), INDENT) : `${INDENT}${example}`;
}
