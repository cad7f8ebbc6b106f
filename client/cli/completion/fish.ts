import type { CommandGrammar, FlagGrammar } from './grammar';

/** Completion for fish. */
export const fishCompletion = (commands: readonly CommandGrammar[]): string => {
  const lines = commands.flatMap(({ name, about, flags, words }) => [
    `complete -c carat -n __fish_use_subcommand -a ${name} -d '${quoted(about)}'`,
    ...flags.map((flag) => `complete -c carat -n '__fish_seen_subcommand_from ${name}' ${partsOf(flag)}`),
    ...(words.length === 0
      ? []
      : [`complete -c carat -n '__fish_seen_subcommand_from ${name}' -a '${words.join(' ')}'`]),
  ]);
  return ['# carat: completion for fish', 'complete -c carat -f', ...lines, ''].join('\n');
};

const partsOf = ({ name, about, takesValue, values }: FlagGrammar): string =>
  [
    `-l ${name.replace(/^--/, '')}`,
    ...(takesValue ? ['-x'] : []),
    ...(values.length === 0 ? [] : [`-a '${values.join(' ')}'`]),
    `-d '${quoted(about)}'`,
  ].join(' ');

/** A text between single quotes. */
const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
