import { startLater } from './support/builders';
import { runInProcess } from './support/run-in-process';

describe('what is said twice on the command line', () => {
  test.each([
    [
      'a value',
      ['start', '--dry-run', '--amount-cents', '4990', '--amount-cents', '499000'],
      '--amount-cents',
    ],
    ['a value, with =', ['list', '--state=active', '--state=paused'], '--state'],
    ['the same value', ['pause', 'loja-a/A0001', '--by', 'ana', '--by', 'ana', '--reason', 'x'], '--by'],
    [
      'a flag of every command',
      ['--address', 'one:7233', 'show', 'loja-a/A0001', '--address', 'other:7233'],
      '--address',
    ],
    [
      'a flag of a part of a command',
      ['dev', 'advance', 'loja-a/A0001', '--days', '1', '--days', '2'],
      '--days',
    ],
  ])('%s, is refused: nobody knows which one was meant', async (_what, args, flag) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`error invalid_usage: ${flag} is given twice; nothing was sent`);
  });

  test('a field in a file, is refused with its place and without its text', async () => {
    const { schedule, ...rest } = startLater();
    const twice = JSON.stringify(schedule).replace(/}$/, ',"amountCents":499000}');
    const stdin = `${JSON.stringify(rest).replace(/}$/, '')},\n"schedule":${twice}}`;
    for (const command of ['start', 'adopt']) {
      const { exitCode, stdout, stderr } = await runInProcess([command, '--dry-run', '--input', '-'], {
        stdin,
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/--input: has a name twice in one object \(line 2, column \d+\)/);
      expect(stderr).not.toContain('amountCents');
    }
  });

  test('a switch, is fine', async () => {
    const { exitCode, stdout } = await runInProcess(['list', '--wide', '--wide', '--help']);
    expect({ exitCode, isHelp: stdout.includes('Usage') }).toEqual({ exitCode: 0, isHelp: true });
  });
});
