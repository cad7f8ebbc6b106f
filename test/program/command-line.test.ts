import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { SETTINGS as DOORS } from '../../http/config/settings';
import { answerArguments } from '../../program/command-line';
import { SETTINGS as WORKER } from '../../worker/config/settings';

const PROGRAM = { name: 'carat-worker', purpose: 'Works.', example: 'carat-worker', settings: WORKER };

describe('the arguments of a program that takes none', () => {
  test('run it when there are none', () => {
    expect(answerArguments([], PROGRAM)).toBeUndefined();
  });

  test.each([
    ['the worker', WORKER],
    ['the doors', DOORS],
  ])('--help lists every setting of %s', (_name, settings) => {
    const { text = '', isHelp } = answerArguments(['--help'], { ...PROGRAM, settings }) ?? {};
    expect(isHelp).toBe(true);
    const told = settings.flatMap(({ env, name, meaning }) => [
      ...(env === undefined ? [] : [env]),
      ...(name === undefined ? [] : [`in the file: ${name}`]),
      meaning.replaceAll('`', ''),
    ]);
    expect(told.filter((words) => !text.includes(words))).toEqual([]);
  });

  test('that mean nothing are refused with the way on', () => {
    expect(answerArguments(['--port=1'], PROGRAM)).toEqual({
      isHelp: false,
      text: expect.stringMatching(/^carat-worker: error invalid_usage: .*"--port=1"\nNext: /) as string,
    });
  });
});

describe.each([
  ['worker/main.ts', 'carat-worker'],
  ['http/main.ts', 'carat-doors'],
])('%s', (file, name) => {
  const run = (...args: string[]): Promise<{ code: number; out: string; error: string }> =>
    new Promise((resolve) => {
      const cwd = join(__dirname, '../..');
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', file, ...args],
        { cwd },
        (_error, out, error) => {
          resolve({ code: child.exitCode ?? -1, out, error });
        },
      );
    });

  test('prints its help, and ends with 2 after an argument that means nothing', async () => {
    const [help, wrong] = await Promise.all([run('--help'), run('--wrong')]);
    expect(help).toEqual({
      code: 0,
      error: '',
      out: expect.stringContaining(`Usage: ${name}`) as string,
    });
    expect(wrong).toEqual({
      code: 2,
      out: '',
      error: expect.stringContaining('invalid_usage') as string,
    });
  });
});
