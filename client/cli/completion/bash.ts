import type { CommandGrammar } from './grammar';

/** Completion for bash ≥ 4, without the package bash-completion. */
export const bashCompletion = (commands: readonly CommandGrammar[]): string => `# carat: completion for bash
_carat() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$each" in
      ${commands.map(({ name }) => name).join('|')}) command="$each"; break ;;
    esac
  done
  case "$before" in
${valueCases(commands)}
  esac
  if [ -z "$words" ]; then
    case "$command" in
      "") words="${commands.map(({ name }) => name).join(' ')}" ;;
${commands.map(({ name, flags, words }) => `      ${name}) words="${[...flags.map((flag) => flag.name), ...words].join(' ')}" ;;`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _carat carat
`;

function valueCases(commands: readonly CommandGrammar[]): string {
  const values = new Map(
    commands.flatMap(({ flags }) => flags).map((flag) => [flag.name, flag.values] as const),
  );
  return [...values]
    .filter(([, known]) => known.length > 0)
    .map(([name, known]) => `    ${name}) words="${known.join(' ')}" ;;`)
    .join('\n');
}
