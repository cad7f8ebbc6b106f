import type { FlagWords, Words } from './words';

/** Words by a code that a newer worker may add to. */
const OPEN = ['states', 'entries', 'outcomes', 'knownBy', 'commandStates', 'calls'] as const;

/** The words of a language, in which a code that only a newer version knows stands for itself. */
export const withNewerWords = (words: Words): Words => ({
  ...words,
  ...Object.fromEntries(OPEN.map((name) => [name, opened<string>(words[name], (code) => code)])),
  flags: opened<FlagWords>(words.flags, () => words.newerFlag),
  cause: (cause) => (Object.hasOwn(words.flags, cause.flag) ? words.cause(cause) : cause.what),
});

const opened = <Word>(
  known: Readonly<Record<string, Word>>,
  other: (code: string) => Word,
): Readonly<Record<string, Word>> =>
  new Proxy(known, {
    get: (target, code) =>
      typeof code === 'string' && !Object.hasOwn(target, code)
        ? other(code)
        : (Reflect.get(target, code) as Word),
  });
