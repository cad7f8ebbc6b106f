import { Argument, type Command } from 'commander';
import { bashCompletion } from './completion/bash';
import { fishCompletion } from './completion/fish';
import { grammarOf } from './completion/grammar';
import { zshCompletion } from './completion/zsh';
import { addExamples } from './examples';
import type { CliIo } from './io';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
type Shell = keyof typeof SHELLS;

/** Adds `completion`: what a shell needs to complete commands, flags and values. */
export function addCompletion(program: Command, io: CliIo): void {
  const command = program
    .command('completion')
    .summary('print what a shell needs to complete commands and flags')
    .description('Prints the completion of commands, flags and values for bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(SHELLS)))
    .action((shell: Shell) => {
      io.out(SHELLS[shell](grammarOf(program)));
    });
  addExamples(command, () => [
    'carat completion bash > ~/.local/share/bash-completion/completions/carat',
    'carat completion zsh > ~/.zfunc/_carat',
    'carat completion fish > ~/.config/fish/completions/carat.fish',
  ]);
}
