import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFlags } from '../../client/cli/flags-of-fields';
import { InvalidRequestError } from '../../client/errors/subscription-errors';
import { startLater, TEST_CARD } from './support/builders';
import { runCarat } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

const START_LATER = [
  ...['start', '--merchant', 'loja-a', '--order-id', 'A0001', '--entry', 'start_later'],
  ...['--amount-cents', '4990', '--first-date', '2030-01-10', '--authorizer', '2'],
  ...['--store-identification', 'buyer1', '--card-token', 'tok-1'],
];

/** Whatever an answer names as a flag is one of the command. */
async function expectFlagsThatExist(stderr: string, command: string): Promise<void> {
  const { stdout: help } = await runInProcess([command, '--help']);
  const known: readonly string[] = help.match(/--[a-z-]+/g) ?? [];
  expect((stderr.match(/--[a-z-]+/g) ?? []).filter((flag) => !known.includes(flag))).toEqual([]);
}

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
    [
      'a command that is a flag',
      ['preview', 'loja-a/A0001', 'pause'],
      'by the command itself, with --dry-run',
    ],
    ['an unknown option', ['show', 'loja-a/A0001', '--colour'], "unknown option '--colour'"],
    ['a missing argument', ['show'], "missing required argument 'subscription'"],
    ['a missing option', ['confirm', 'loja-a/A0001', '--by', 'ana'], '--reason'],
    ['a malformed subscription', ['show', 'A0001'], 'must be merchant/orderId'],
    [
      'a number out of its range',
      ['list', '--page-size', '5000'],
      '--page-size: must be a whole number from 1 to 1000',
    ],
    [
      'a move of the clock back',
      ['dev', 'advance', 'loja-a/A0001', '--days', '-1'],
      '--days: must be a whole number from 0 to 732',
    ],
    [
      'a repetition on too many days',
      ['dev', 'repeat-executions', 'loja-a/A0001', '--days', '40'],
      '--days: must be a whole number from 1 to 20',
    ],
    [
      'a number without an upper end',
      ['events', 'loja-a/A0001', '--since', 'abc'],
      '--since: must be a whole number from 0 on\n',
    ],
    [
      'a flag without its value before another flag',
      ['pause', 'loja-a/A0001', '--by', '--dry-run', '--reason', 'x'],
      '--by has no value, --dry-run is another flag',
    ],
    [
      'the same of a flag of all commands',
      ['list', '--namespace', '--wide'],
      '--namespace has no value, --wide is another flag',
    ],
    ['an input of which nothing came', ['start', '--input', '-'], '--input: standard input is empty\n'],
    ['an input that is empty', ['start', '--input', '/dev/null'], '--input: the file is empty\n'],
    [
      'a wait without end',
      ['wait', 'loja-a/A0001', '--for', 'active', '--timeout-seconds', '90000'],
      'of seconds from 0 to 86400',
    ],
    ['two that exclude each other', ['list', '--open', '--ended'], '--open and --ended exclude each other'],
    ['a language', ['show', 'loja-a/A0001', '--lang', 'de'], '--lang: must be en or pt'],
    ['a sort', ['list', '--sort', 'state'], '--sort: must be one of started, next-charge'],
    [
      'a merchant in capitals',
      ['show', 'Loja/A0001'],
      '<subscription>: the merchant must be 1–32 lower-case',
    ],
    [
      'an address that leads nowhere',
      ['open', 'http://127.0.0.1:8233/namespaces/default/workflows'],
      'must be merchant/orderId',
    ],
    [
      'a Web UI that nobody named',
      ['open', 'loja-a/A0001', '--address', 'temporal.example.com:7233'],
      'where the Web UI of this server is, is not known',
    ],
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

  test.each([
    [
      ['start', '--merchant', 'loja-a', '--entry', 'start_later', '--amount-cents', '49.90'],
      [
        '--order-id: is missing',
        '--amount-cents: must be a whole number of cents from 1 to 999999999999',
        '--first-date: is missing',
        '--store-identification: is missing',
        '--card-token or --vault-ref: is missing',
        'next: Amounts are in cents: 4990 is R$ 49,90.',
      ],
    ],
    [
      ['start', '--entry', 'pay_now', '--order-id', 'a b'],
      [
        '--order-id: must be 1–20 letters and digits',
        '--amount-cents: is missing',
        '--first-date: is missing',
      ],
    ],
    [
      ['start', '--entry', 'later'],
      ['--entry: must be pay_now or start_later; the other flags are checked then'],
    ],
    [
      [...START_LATER, '--confirm-within-minutes', '60', '--payment-amount-cents=4', '--installments', '2'],
      [
        '--confirm-within-minutes: goes with --entry pay_now alone',
        '--payment-amount-cents: goes with --entry pay_now alone',
        '--installments: goes with --entry pay_now alone',
      ],
    ],
    [
      ['start', '--entry', 'adopt', '--card-token', 'tok-1'],
      ['--entry: must be pay_now or start_later', 'use carat adopt'],
    ],
    [
      ['list', '--state', 'fine', '--next-charge-from', 'soon'],
      ['--state: must be one of creating', '--next-charge-from: must be a date YYYY-MM-DD'],
    ],
    [
      ['resolve', 'loja-a/A0001', '--decision', 'yes', '--by', 'ana', '--reason', 'x'],
      ['--decision: must be one of happened, did_not_happen, ask_again'],
    ],
    [
      ['acknowledge', 'loja-a/A0001', '--flags', 'all', '--by', 'ana', '--reason', 'x'],
      ['--flags: must be one of cycle_missed'],
    ],
  ])('%p is told in flags and ranges, before anything is connected to', async (args, told) => {
    const { exitCode, stdout, stderr } = await runInProcess(args, { env: { TEMPORAL_PROFILE: 'none' } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const words of told) expect(stderr).toContain(words);
    // Neither a field of the message nor a word of the validator.
    expect(stderr).not.toMatch(/schedule\.|payer\.|Cents:|received|expected|Invalid|is not a field/);
    await expectFlagsThatExist(stderr, args[0] ?? '');
  });

  test('beside a file, a flag that does not fit is named as it was typed', async () => {
    const file = join(folder, 'later.json');
    writeFileSync(file, JSON.stringify(startLater()));
    const { exitCode, stderr } = await runInProcess(['start', '--input', file, '--installments', '2']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--installments: goes with --entry pay_now alone');
  });

  test.each([
    ['states', '--for'],
    ['eventId', 'event id'],
    ['states.0', '--for'],
  ])('%s of a request is called %s', (field, name) => {
    expect(inFlags(new InvalidRequestError([{ field, problem: 'must be another' }]))).toMatchObject({
      problems: [{ field: name, problem: 'must be another' }],
      nextStep: expect.stringContaining(name === 'event id' ? 'carat events' : 'flags') as string,
    });
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

  test.each([
    ['confirm', /longest wait for the answer\s+\(default: 90\)/],
    ['wait', /longest wait \(default: 60\)/],
    ['timeline', /or its address in\s+the Web UI/],
    ['refund', /some\s+acquirers\s+want\s+it/],
  ])('%s --help says %s', async (command, words) => {
    const { stdout } = await runInProcess([command, '--help']);
    expect(stdout).toMatch(words);
    expect(stdout).not.toContain('default: "');
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
