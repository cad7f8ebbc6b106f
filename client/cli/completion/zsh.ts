import type { CommandGrammar, FlagGrammar } from './grammar';

/** Completion for zsh, as a file \`_carat\` of its fpath. */
export const zshCompletion = (commands: readonly CommandGrammar[]): string => `#compdef carat
# carat: completion for zsh
_carat() {
  local -a commands
  commands=(
${commands.map(({ name, about }) => `    '${quoted(`${name}:${about}`)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  case "\${words[2]}" in
${commands.map(caseOf).join('\n')}
  esac
}
_carat "$@"
`;

const caseOf = ({ name, flags, words }: CommandGrammar): string =>
  [
    `    ${name})`,
    '      _arguments \\',
    ...flags.map((flag) => `        '${specOf(flag)}' \\`),
    ...lastOf(words),
  ].join('\n');

const lastOf = (words: readonly string[]): string[] => [
  words.length > 0 ? `        '2:word:(${words.join(' ')})'` : `        '*:: :'`,
  '      ;;',
];

/** E.g. `--sort[by what]:value:(started amount)`. */
function specOf({ name, about, takesValue, values }: FlagGrammar): string {
  const action = values.length === 0 ? '' : `(${values.join(' ')})`;
  return quoted(`${name}[${about.replace(/[[\]]/g, '')}]${takesValue ? `:value:${action}` : ''}`);
}

/** A text between single quotes. */
const quoted = (text: string): string => text.replaceAll("'", "'\\''");
