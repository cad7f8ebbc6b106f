import { execFileSync } from 'node:child_process';
import { runInProcess } from './support/run-in-process';

const script = async (shell: string): Promise<string> => (await runInProcess(['completion', shell])).stdout;

/** What bash proposes after these words; the last one is under way. */
async function proposed(...words: string[]): Promise<string[]> {
  const line = words.map((word) => `'${word}'`).join(' ');
  const asked = `${await script('bash')}
COMP_WORDS=(${line}); COMP_CWORD=${String(words.length - 1)}; _carat; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', asked], { encoding: 'utf8' }).trim().split('\n');
}

describe('completion', () => {
  test('bash proposes commands, the flags of a command, and the values of a flag', async () => {
    expect(await proposed('carat', 'ti')).toEqual(['timeline']);
    expect(await proposed('carat', 'change-a')).toEqual(['change-amount']);
    expect(await proposed('carat', '--json', 'list', '--ne')).toEqual([
      '--next-charge-from',
      '--next-charge-before',
    ]);
    expect(await proposed('carat', 'list', '--state', 'pa')).toEqual(['paying', 'paused']);
    expect(await proposed('carat', 'resolve', 'loja-a/A0001', '--decision', 'a')).toEqual(['ask_again']);
    expect(await proposed('carat', 'dev', 'ad')).toEqual(['advance']);
    expect(await proposed('carat', 'dev', 'outage', '--kind', 'cr')).toEqual(['credentials']);
    expect(await proposed('carat', 'completion', '')).toEqual(
      expect.arrayContaining(['bash', 'zsh', 'fish']),
    );
  });

  test.each([
    ['zsh', /^#compdef carat\n/, /'--sort\[.*\]:value:\(started next-charge amount owed denied order\)'/],
    ['fish', /^complete -c carat -f$/m, /^complete .*from list' -l sort -x -a 'started .*' -d '/m],
  ])('%s knows every command, and the values of a flag', async (shell, beginning, flag) => {
    const text = await script(shell);
    expect(text).toMatch(beginning);
    expect(text).toMatch(flag);
    for (const command of ['start', 'show', 'list', 'resolve', 'change-next-date', 'open'])
      expect(text).toContain(command);
  });

  test('another shell is refused, and those that there are named', async () => {
    const { exitCode, stderr } = await runInProcess(['completion', 'tcsh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
