import { commandsIn, expectTaken } from './support/printed-commands';
import { runInProcess } from './support/run-in-process';

describe('the examples that the help prints', () => {
  test('hold good: each passes every check there is before the connection', async () => {
    const examples = await printedExamples();
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples.filter((each) => !/^ *carat (open|completion) /.test(each)))
      await expectTaken(example);
  });

  test('stand below the help of every command', async () => {
    for (const name of await commandNames())
      expect([name, await helpOf([name])]).toEqual([name, expect.stringMatching(/^Examples?\n {2}carat /m)]);
  });

  test('begin at a date that is still to come', async () => {
    const dates = (await printedExamples()).flatMap((example) => example.match(/\d{4}-\d{2}-\d{2}/g) ?? []);
    expect(dates).not.toEqual([]);
    for (const date of dates) expect(Date.parse(date)).toBeGreaterThan(Date.now());
  });
});

test('the help of every command fits 80 columns', async () => {
  const rehearsals = ['dev', 'dev advance', 'dev lose-next-reply'].map((words) => words.split(' '));
  const named = (await commandNames()).map((name) => [name]);
  for (const command of [[], ...named, ...rehearsals])
    expect([command, longestOf(await helpOf(command))]).toEqual([
      command,
      expect.stringMatching(/^.{0,80}$/u),
    ]);
});

const longestOf = (text: string): string =>
  text.split('\n').reduce((longest, line) => (line.length > longest.length ? line : longest), '');

/** The commands that the help names. */
async function commandNames(): Promise<string[]> {
  const [, list = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(await helpOf([])) ?? [];
  const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'help');
}

/** The lines below "Example" or "Examples" in the help of `carat` and of each of its commands, continuations joined. */
async function printedExamples(): Promise<string[]> {
  const help = await helpOf([]);
  const names = await commandNames();
  expect(names).toEqual(expect.arrayContaining(['start', 'show', 'list', 'wait', 'confirm', 'change-card']));
  const texts = [help, ...(await Promise.all(names.map((name) => helpOf([name]))))];
  return texts.flatMap((text) =>
    text
      .split(/^Examples?$/m)
      .slice(1)
      .flatMap(commandsIn),
  );
}

async function helpOf(command: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await runInProcess([...command, '--help']);
  expect([command, exitCode]).toEqual([command, 0]);
  return stdout;
}
