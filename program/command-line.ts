/** One setting, as the help of a program lists it. */
interface Setting {
  env?: string;
  name?: string;
  default: string;
  meaning: string;
}

/** A program that takes its settings from the environment and from a file, and no arguments. */
export interface Program {
  name: string;
  /** What it does, one sentence. */
  purpose: string;
  /** What to run first, a command that can be pasted. */
  example: string;
  settings: readonly Setting[];
}

/** What is printed instead of running the program. */
interface Answer {
  text: string;
  isHelp: boolean;
}

/** `--help`, or an argument that means nothing: the answer. Undefined: there are none, run the program. */
export function answerArguments(args: readonly string[], program: Program): Answer | undefined {
  const [first] = args;
  if (first === undefined) return undefined;
  if (args.includes('--help') || args.includes('-h')) return { text: helpOf(program), isHelp: true };
  const { name } = program;
  return {
    text: `${name}: error invalid_usage: it takes no argument "${first}"\nNext: set what you want in the environment, or in the file that it names; ${name} --help lists the settings.\n`,
    isHelp: false,
  };
}

function helpOf({ name, purpose, example, settings }: Program): string {
  const rows = settings.map(({ env, name: inFile, default: fallback, meaning }) => {
    const names = [env, inFile === undefined ? undefined : `in the file: ${inFile}`];
    return `  ${names.filter((part) => part !== undefined).join(', ')}\n      ${meaning}. Default: ${fallback}`;
  });
  return `Usage: ${name}\n\n${purpose}\n\nFor example:\n  ${example}\n\nSettings:\n${rows.join('\n')}\n`.replaceAll(
    '`',
    '',
  );
}
