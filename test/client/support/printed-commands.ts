import { runInProcess } from './run-in-process';

/** No such profile exists: whatever gets as far as the connection ends here, with nothing sent. */
const NOWHERE = { TEMPORAL_PROFILE: 'no-such-profile' };

/** The commands that a text prints to be copied, each on a line of its own, continuations joined. */
export const commandsIn = (text: string): string[] =>
  text.replaceAll(/\\\n\s*/g, '').match(/^ +carat .+$/gm) ?? [];

/** Expects that a command passes every check there is before the connection. */
export async function expectTaken(command: string): Promise<void> {
  const { exitCode, stderr } = await runInProcess(wordsOf(command), { env: NOWHERE });
  expect([command, exitCode, stderr]).toEqual([
    command,
    2,
    expect.stringContaining('error invalid_settings: ') as string,
  ]);
}

/** Its arguments; `<what to put here>`, quoted or not, stands for a word of the reader's. */
const wordsOf = (command: string): string[] =>
  command
    .replaceAll(/"<[^>]+>"|<[^>]+>/g, 'a-word-of-yours')
    .trim()
    .split(/\s+/)
    .slice(1);
