import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLater, TEST_CARD } from './support/builders';
import { runCarat } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

describe('the command line, used wrongly', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carat-cli-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('as a process of its own: standard error, exit code 2, nothing on standard output', async () => {
    const { exitCode, stdout, stderr } = await runCarat(['show', '--json']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'invalid_usage', nextStep: 'Run it with --help.' },
    });
  });

  test('--help explains commands, exit codes and settings, and is no error', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const word of [
      'start',
      'show',
      'list',
      'confirm',
      'undo',
      'resolve',
      'wait',
      'pause',
      'cancel',
      'change-next-date',
      'retire',
      'Exit codes',
      'TEMPORAL_ADDRESS',
    ])
      expect(stdout).toContain(word);
  });

  test.each([
    ['no command', [], 'a command is missing'],
    ['an unknown command', ['charge', 'loja-a/A0001'], "unknown command 'charge'"],
    ['an unknown option', ['show', 'loja-a/A0001', '--colour'], "unknown option '--colour'"],
    ['a missing argument', ['show'], "missing required argument 'subscription'"],
    ['a missing option', ['confirm', 'loja-a/A0001', '--by', 'ana'], '--reason'],
    ['a malformed subscription', ['show', 'A0001'], 'must be merchant/orderId'],
    ['a malformed number', ['start', '--amount-cents', '49.90'], '--amount-cents: must be a whole number'],
    ['an input that is missing', ['start', '--input', '/nonexistent/x.json'], 'the file cannot be read'],
  ])('%s ends with 2 and says what to do', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('error invalid_usage: ');
    expect(stderr).toContain(message);
    expect(stderr).toContain(
      '\n  more: docs/errors.md#invalid_usage in the folder of the package carat-subscriptions\n',
    );
  });

  test('an invalid input names every field before anything is connected to', async () => {
    const file = join(folder, 'input.json');
    writeFileSync(file, JSON.stringify({ ...startLater(), payer: {}, schedule: {} }));
    const { exitCode, stdout, stderr } = await runInProcess(['start', '--input', file, '--json']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    const { error } = JSON.parse(stderr) as {
      error: { code: string; problems: { field: string }[]; docs: string };
    };
    expect(error).toMatchObject({ code: 'invalid_input', docs: 'docs/errors.md#invalid_input' });
    expect(error.problems.map(({ field }) => field)).toEqual([
      'payer.storeIdentification',
      'schedule.amountCents',
      'schedule.firstDate',
    ]);
  });

  test.each([
    ['as a flag', ['start', '--card-token', TEST_CARD], ''],
    ['as an unknown flag', ['start', `--number=${TEST_CARD}`], ''],
    ['in groups of four', ['show', '4000', '0000', '0000', '0044'], ''],
    ['as the subscription', ['show', `loja-a/${TEST_CARD}`], ''],
    ['in the input', ['start', '--input', '-'], JSON.stringify({ card: { number: TEST_CARD } })],
    ['in an input that is no JSON', ['start', '--input', '-'], `{ number: ${TEST_CARD}`],
    ['mistyped, in the wrong place', ['start', '--number=4000000000000045'], ''],
  ])('a card number %s is refused and not repeated', async (_where, args, stdin) => {
    const { exitCode, stdout, stderr } = await runInProcess(args, { stdin });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).not.toMatch(/4000|0044|0045/);
  });

  test('where an input is no JSON is told', async () => {
    const { exitCode, stderr } = await runInProcess(['start', '--input', '-'], {
      stdin: '{\n  "merchant": "loja-a",\n}',
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--input: is not valid JSON (line 3, column 1)');
  });

  test.each(['TEMPORAL_CONFIG_FILE', 'TEMPORAL_TLS_CLIENT_KEY_PATH', 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'])(
    '%s that leads to a device or a pipe is told, and not waited for',
    async (name) => {
      const pipe = join(folder, `pipe-${name}`);
      execFileSync('mkfifo', [pipe]);
      for (const path of ['/dev/zero', pipe, folder]) {
        const { exitCode, stderr } = await runInProcess(['list'], { env: { [name]: path } });
        expect(exitCode).toBe(2);
        expect(stderr).toContain(`error invalid_settings: ${name} does not lead to a file`);
      }
    },
  );

  test('a key that cannot be read is no server that cannot be reached', async () => {
    const file = join(folder, 'key.pem');
    writeFileSync(file, 'no key');
    const env = { TEMPORAL_TLS_CLIENT_KEY_PATH: file, TEMPORAL_TLS_CLIENT_CERT_PATH: file };
    const { exitCode, stderr } = await runInProcess(['list'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error invalid_settings');
  });

  test('a configuration file that cannot be read is told without quoting it', async () => {
    const file = join(folder, 'temporal.toml');
    writeFileSync(file, '[profile.default]\napi_key = "very-secret\n');
    const { exitCode, stderr } = await runInProcess(['list'], { env: { TEMPORAL_CONFIG_FILE: file } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error invalid_settings');
    expect(stderr).not.toContain('very-secret');
  });
});
