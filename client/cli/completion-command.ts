import { Argument, type Command } from 'commander';
import { bashCompletion } from './completion/bash';
import { fishCompletion } from './completion/fish';
import { grammarOf } from './completion/grammar';
import { zshCompletion } from './completion/zsh';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { UsageError } from './usage-error';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
type Shell = keyof typeof SHELLS;
const SHELL_NAMES = Object.keys(SHELLS) as Shell[];

function shellOf(text: string): Shell {
  const shell = SHELL_NAMES.find((known) => known === text);
  if (shell === undefined) throw new UsageError(`<shell>: must be one of ${SHELL_NAMES.join(', ')}`);
  return shell;
}

/** Adds `completion`: what a shell needs to complete commands, flags and values. */
export function addCompletion(program: Command, io: CliIo): void {
  const command = program
    .command('completion')
    .summary('print what a shell needs to complete commands and flags')
    .description('Prints the completion of commands, flags and values for bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELL_NAMES).argParser(shellOf))
    .action((shell: Shell) => {
      io.out(SHELLS[shell](grammarOf(program)));
    });
  addExamples(command, () => [
    'carat completion bash > ~/.local/share/bash-completion/completions/carat',
    'carat completion zsh > ~/.zfunc/_carat',
    'carat completion fish > ~/.config/fish/completions/carat.fish',
  ]);
}
