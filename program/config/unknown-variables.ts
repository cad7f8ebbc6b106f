import type { ProgramLogger } from '../log/logger';

/** What variables of the environment a program looks for. */
export interface Looked {
  /** What all of them begin with. */
  prefix: string;
  /** Those that there are; one with `<` in it stands for all that begin as it does. */
  settings: readonly { env?: string }[];
  /** Variables of other programs that begin alike. */
  others?: RegExp;
}

/** Variables that look like settings of the program, and are none: a slip would go unseen, and the default would hold. */
export function unknownVariables(env: NodeJS.ProcessEnv, { prefix, settings, others }: Looked): string[] {
  const known = settings.flatMap((setting) => (setting.env === undefined ? [] : [setting.env]));
  const isKnown = (name: string): boolean =>
    known.some((one) => (one.includes('<') ? name.startsWith(one.slice(0, one.indexOf('<'))) : one === name));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !isKnown(name) && others?.test(name) !== true)
    .toSorted();
}

/** Tells of them once. They refuse nothing: a newer version may have a setting of that name. */
export function warnOfUnknown(logger: ProgramLogger, env: NodeJS.ProcessEnv, looked: Looked): void {
  const variables = unknownVariables(env, looked);
  if (variables.length > 0)
    logger.warn({ variables }, 'variables that are no setting: misspelled? --help lists the settings');
}
