import type { Command } from 'commander';
import { ACKNOWLEDGEABLE, END_STATES, LIVE_STATES } from '../../../contract/vocabulary';
import { LOSABLE_CALLS } from '../../../contract/rehearsal';
import { SORT_KEYS } from '../sort-list';

/** A flag as a shell completes it. */
export interface FlagGrammar {
  /** With its dashes. */
  name: string;
  about: string;
  takesValue: boolean;
  /** The values that there are; empty where they are not known beforehand. */
  values: readonly string[];
}

/** A command as a shell completes it. */
export interface CommandGrammar {
  name: string;
  about: string;
  flags: readonly FlagGrammar[];
  /** What may stand after it, where that is one of a few. */
  words: readonly string[];
}

/** The values of flags that are one of a few. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--state': [...LIVE_STATES, ...END_STATES],
  '--for': [...LIVE_STATES, ...END_STATES],
  '--flags': ACKNOWLEDGEABLE,
  '--sort': SORT_KEYS,
  '--lang': ['en', 'pt'],
  '--call': LOSABLE_CALLS,
  '--decision': ['happened', 'did_not_happen', 'ask_again'],
  '--entry': ['pay_now', 'start_later'],
  '--when': ['now', 'period_end'],
  '--if-terms-differ': ['refuse', 'sold_holds', 'gateway_holds'],
};

/** What the program takes, from its own definition: nothing is told twice. */
export const grammarOf = (program: Command): CommandGrammar[] => {
  const common = flagsOf(program);
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.summary() || command.description(),
    flags: uniqueOf([...flagsOf(command), ...command.commands.flatMap(flagsOf), ...common]),
    words: [
      ...command.commands.map((inner) => inner.name()),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    ],
  }));
};

/** A flag of several commands within one is told once. */
const uniqueOf = (flags: readonly FlagGrammar[]): FlagGrammar[] => [
  ...new Map(flags.map((flag) => [flag.name, flag])).values(),
];

const flagsOf = (command: Command): FlagGrammar[] =>
  command.options.map(({ long, description, required, optional, argChoices }) => ({
    name: long ?? '',
    about: description,
    takesValue: required || optional,
    values: argChoices ?? VALUES[long ?? ''] ?? [],
  }));
