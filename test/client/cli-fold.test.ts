import { Readable } from 'node:stream';
import { folded, tell } from '../../client/cli/fold';
import type { CliIo } from '../../client/cli/io';
import { runCli } from '../../client/cli/run-cli';

const SENTENCE = 'loja-a/A0001 is now paused, and nothing is charged until somebody resumes it again';

/** What a run wrote, to a terminal of 60 columns or to a pipe. */
function ioOf(isTerminal: boolean): CliIo & { written: () => string } {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  return {
    out: write,
    err: write,
    stdin: Readable.from([]),
    env: {},
    terminal: isTerminal ? { columns: 60 } : undefined,
    written: () => text,
  };
}

describe('sentences on a terminal', () => {
  const page = { program: 'npm run -s carat --', width: 40 };

  test.each([
    [
      'a line without an indent',
      'one two three four five six seven eight nine',
      'one two three four five six seven\n  eight nine',
    ],
    [
      'one with an indent',
      '  one two three four five six seven eight nine',
      '  one two three four five six seven\n  eight nine',
    ],
    [
      'a row',
      '  next charges  R$ 59,90 on 2026-12-27, R$ 59,90',
      '  next charges  R$ 59,90 on 2026-12-27,\n                R$ 59,90',
    ],
    [
      'the next step of an error',
      '  next: Look at the subscription with carat show',
      '  next: Look at the subscription with\n        carat show',
    ],
  ])('%s goes on below its own text', (_which, line, lines) => {
    expect(folded(line, page)).toBe(lines);
  });

  test('what is to be copied stays on its line, and so does what fits', () => {
    for (const line of [
      '  look  npm run -s carat -- show loja-a/A0001',
      '    npm run -s carat -- uncancel loja-a/A0001 --by ana',
      '  workflow  subscription/loja-a/A0001',
    ])
      expect(folded(line, page)).toBe(line);
  });

  test('are folded there only: a pipe has them on one line, and so has --wide', () => {
    const told = (isTerminal: boolean, flags: { wide?: true } = {}): string => {
      const io = ioOf(isTerminal);
      tell(io, flags, {}, () => SENTENCE);
      return io.written();
    };
    expect(
      told(true)
        .split('\n')
        .every((line) => line.length <= 60),
    ).toBe(true);
    expect(told(true).replace('\n  ', ' ')).toBe(`${SENTENCE}\n`);
    expect(told(false)).toBe(`${SENTENCE}\n`);
    expect(told(true, { wide: true })).toBe(`${SENTENCE}\n`);
  });

  test('an error fits, too', async () => {
    const lines = async (isTerminal: boolean, ...args: string[]): Promise<string[]> => {
      const io = ioOf(isTerminal);
      await runCli(['pause', 'nonsense', '--by', 'ana', '--reason', 'test', ...args], io);
      return io.written().trimEnd().split('\n');
    };
    const onPipe = await lines(false);
    expect(onPipe).toHaveLength(3);
    const onTerminal = await lines(true);
    expect(onTerminal.every((line) => line.length <= 60)).toBe(true);
    const words = (text: string[]): string[] => text.join(' ').split(/\s+/);
    expect(words(onTerminal)).toEqual(words(onPipe));
    expect(await lines(true, '--wide')).toEqual(onPipe);
  });
});
