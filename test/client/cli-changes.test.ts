import { CHANGES, type ChangingKind } from '../../client/cli/changes';
import { changeText, type AnsweredChange } from '../../client/cli/format-change';
import { viewText } from '../../client/cli/format-view';
import { inKebab } from '../../client/cli/start-input';
import { COMMANDS } from '../../client/commands/command-table';
import { activeView, commandOf, SID } from './support/builders';
import { runInProcess } from './support/run-in-process';
import { look } from './support/look';

const ref = { merchant: 'loja-a', orderId: 'A0001' };
const at = '2027-01-05T13:00:00.000Z';
const KINDS = Object.keys(CHANGES) as ChangingKind[];
const signed = ['--by', 'ana', '--reason', 'asked-by-phone'];
/** Whatever gets as far as the connection ends there, with nothing sent. */
const env = { TEMPORAL_PROFILE: 'no-such-profile' };

const answered = (kind: ChangingKind, changes: Partial<AnsweredChange> = {}): string =>
  changeText(
    {
      kind,
      ref,
      answer: { result: 'carried_out', state: 'active', scheduleStatus: 'ATV' },
      view: activeView(),
      ...changes,
    },
    look(),
  );

describe('the commands that change a schedule, on the command line', () => {
  test('are all those that are no decision', () => {
    const decisions = ['confirm', 'undo', 'resolve', 'acknowledge'];
    expect(KINDS).toEqual(Object.keys(COMMANDS).filter((kind) => !decisions.includes(kind)));
  });

  test.each([
    ['pause', []],
    ['resume', []],
    ['resume', ['--next-date', '2027-02-10']],
    ['resume', ['--charge-missed']],
    ['cancel', []],
    ['cancel', ['--when', 'period_end']],
    ['uncancel', []],
    ['change-amount', ['--amount-cents', '5990']],
    ['change-next-date', ['--next-date', '2027-02-10']],
    ['change-card', ['--card-token', 'tok-2']],
    ['change-card', ['--vault-ref', 'v-2']],
    ['change-installments', ['--installments', '3']],
    ['retire', []],
  ])('%s %p is ready to be sent', async (name, flags) => {
    const { exitCode, stderr } = await runInProcess([name, 'loja-a/A0001', ...signed, ...flags], { env });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('error invalid_settings: ') as string]);
  });

  test.each([
    ['pause', [], ['--by', 'ana'], 'invalid_usage', '--reason'],
    ['change-amount', [], signed, 'invalid_usage', '--amount-cents'],
    [
      'change-amount',
      ['--amount-cents', '59,90'],
      signed,
      'invalid_command',
      '--amount-cents: must be a whole number of cents from 1 to',
    ],
    ['change-amount', ['--amount-cents', '0'], signed, 'invalid_command', '--amount-cents: must be'],
    ['change-next-date', ['--next-date', '10/02/2027'], signed, 'invalid_command', '--next-date: must be'],
    ['change-card', [], signed, 'invalid_usage', '--card-token or --vault-ref is missing'],
    ['change-card', ['--card-token', 'a', '--vault-ref', 'b'], signed, 'invalid_usage', 'exclude each other'],
    ['change-card', ['--vault-ref', 'a b'], signed, 'invalid_command', '--vault-ref: '],
    ['change-card', ['--card-token', 'a b'], signed, 'invalid_command', '--card-token: '],
    ['change-installments', ['--installments', '100'], signed, 'invalid_command', '--installments: must be'],
    ['cancel', ['--when', 'later'], signed, 'invalid_command', '--when: must be one of now, period_end'],
    [
      'resume',
      ['--next-date', '2027-02-10', '--charge-missed'],
      signed,
      'invalid_usage',
      'exclude each other',
    ],
    ['retire', ['--update-id', ''], signed, 'invalid_command', '--update-id: must be'],
  ])('%s %p is refused in the words of its flags', async (name, flags, who, code, words) => {
    const { exitCode, stdout, stderr } = await runInProcess([name, 'loja-a/A0001', ...who, ...flags], {
      env,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`error ${code}: `);
    expect(stderr).toContain(words);
  });

  test('each shows an example that names its own flags', async () => {
    for (const kind of KINDS) {
      const { stdout: help } = await runInProcess([inKebab(kind), '--help']);
      const stdout = help.replaceAll(/\\\n\s*/g, '');
      expect(stdout).toMatch(new RegExp(`^Example\\n {2}carat ${inKebab(kind)} loja-a/A0001 .*--by`, 'm'));
      for (const [flag] of CHANGES[kind].required ?? [])
        expect(stdout).toContain(`A0001 ${flag.split(' ')[0] ?? ''} `);
    }
  });
});

describe('the answer of such a command says what happens next', () => {
  test('pause: nothing is charged until it is resumed', () => {
    expect(answered('pause')).toBe(
      'loja-a/A0001 is now active (gateway: schedule ATV)\n  Nothing is charged until it is resumed.',
    );
  });

  test('cancel: until when there is access, and how to take it back', () => {
    const cancellation = {
      when: 'period_end',
      by: 'ana',
      reason: 'asked',
      at,
      accessUntil: '2027-02-10',
    } as const;
    const text = answered('cancel', { view: activeView({ state: 'cancelling', cancellation }) });
    expect(text).toContain('Nothing is charged any more; access until 2027-02-10.');
    expect(text).toContain('\n    carat uncancel loja-a/A0001 --by "<your name>" --reason "<why>"');
    expect(answered('cancel')).not.toContain('access');
  });

  test.each([
    'resume',
    'uncancel',
    'changeAmount',
    'changeNextDate',
    'changeCard',
    'changeInstallments',
  ] as const)('%s: the next charge with its date and amount', (kind) => {
    expect(answered(kind)).toContain('The next charge of R$ 49,90 is due on 2027-01-10.');
    expect(answered(kind, { view: undefined })).not.toContain('The next charge');
  });

  test('a change of what is inactive promises no charge', () => {
    const { gateway } = activeView();
    const view = activeView({ state: 'paused', gateway: { ...gateway, scheduleStatus: 'INA' } });
    expect(answered('changeAmount', { view })).not.toContain('The next charge');
  });

  test('retire: that the gateway goes on', () => {
    expect(answered('retire')).toContain(`it goes on charging the schedule ${SID}.`);
  });

  test('one that is not done says what holds meanwhile, and where to look', () => {
    for (const kind of KINDS.filter((one) => one !== 'retire')) {
      const accepted = answered(kind, { answer: { result: 'accepted', state: 'active' } });
      expect(accepted).toContain('It is written down and goes on by itself.');
      expect(accepted).toContain('carat show loja-a/A0001');
      expect(accepted).not.toContain('The next charge');
      const doubtful = answered(kind, { answer: { result: 'in_doubt', state: 'active' } });
      expect(doubtful).toContain('the gateway is being asked');
    }
    expect(answered('pause', { answer: { result: 'accepted', state: 'active' } })).toContain(
      'the gateway charges as before',
    );
    expect(answered('cancel', { answer: { result: 'in_doubt', state: 'cancelling' } })).toContain(
      'counts from now on',
    );
  });
});

describe('`carat show` of what persons asked for', () => {
  test('tells commands under way and those that ended: what, who, why and how it stands', () => {
    const commands = [
      commandOf({ id: 'a', what: 'change the card', state: 'done', endedAt: at }),
      commandOf({
        id: 'b',
        what: 'change the amount to R$ 59,90',
        state: 'failed',
        endedAt: at,
        problem: { code: '132', message: 'Invalid schedule' },
      }),
      commandOf({ id: 'c', state: 'under_way', waitingFor: "the gateway's post with the SEID" }),
      commandOf({ id: 'd', what: 'resume', state: 'planned' }),
    ];
    const [, table = ''] = viewText(activeView({ commands }), look({ width: Infinity })).split('Commands\n');
    const lines = table.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines.slice(1, 5)).toEqual([
      [
        '2027-01-05 10:00',
        'under_way',
        'pause',
        'ana',
        'on holiday',
        "waits for the gateway's post with the SEID",
      ],
      ['2027-01-05 10:00', 'planned', 'resume', 'ana', 'on holiday', 'waits for its turn'],
      ['2027-01-05 10:00', 'done', '2027-01-05 10:00', 'change the card', 'ana', 'on holiday'],
      [
        ...['2027-01-05 10:00', 'failed', '2027-01-05 10:00', 'change the amount to R$ 59,90'],
        ...['ana', 'on holiday', '132: Invalid schedule'],
      ],
    ]);
  });

  test('shows the last five that ended, and every one that is open', () => {
    const ended = Array.from({ length: 8 }, (_, index) =>
      commandOf({ id: String(index), what: `ended-${String(index)}`, state: 'done', endedAt: at }),
    );
    const open = Array.from({ length: 7 }, (_, index) =>
      commandOf({ id: `o${String(index)}`, what: `open-${String(index)}`, state: 'planned' }),
    );
    const text = viewText(activeView({ commands: [...ended, ...open] }), look({ width: Infinity }));
    expect(text.match(/ended-\d/g)).toEqual(['ended-3', 'ended-4', 'ended-5', 'ended-6', 'ended-7']);
    expect(text.match(/open-\d/g)).toHaveLength(7);
  });

  test('refunds stand among the changes, in the order in which they were asked for', () => {
    const asked = Array.from({ length: 8 }, (_, day) =>
      commandOf({ at: `2027-01-0${String(day + 1)}T13:00:00Z`, state: 'done', endedAt: at }),
    );
    const refunds = asked
      .slice(0, 6)
      .map((command) => ({ ...command, state: 'done' as const, charge: 'N1', amountCents: 1_000 }));
    const text = viewText(activeView({ commands: asked.slice(6), refunds }), look({ width: Infinity }));
    expect(text.match(/(?<=2027-01-0)\d(?= 10:00 {2}done)/g)).toEqual(['4', '5', '6', '7', '8']);
  });

  test('one in doubt says that the gateway is being asked', () => {
    const commands = [
      commandOf({ state: 'under_way', doubt: 'answer_timeout', waitingFor: 'what it shows' }),
    ];
    expect(viewText(activeView({ commands }), look({ width: Infinity }))).toContain(
      'in doubt (answer_timeout: no complete answer within 60 s): the gateway',
    );
  });

  const cancellation = {
    when: 'period_end',
    by: 'ana',
    reason: 'moved',
    at,
    accessUntil: '2027-02-10',
  } as const;

  test('a cancellation: who, why, until when there is access, and how to take it back', () => {
    const view = activeView({ state: 'cancelling', cancellation });
    const text = viewText(view, look({ width: Infinity }));
    expect(text).toContain(
      'Cancelled     at the end of the paid period, by ana at 2027-01-05 10:00 (moved); ',
    );
    expect(text).toContain('the gateway is being told, access until 2027-02-10');
    expect(text).toContain('carat uncancel loja-a/A0001 --by "<your name>" --reason "<why>"');
    const told = (scheduleStatus: string): string => {
      const { gateway } = view;
      const confirmed = { ...cancellation, inactiveAt: at };
      return viewText(
        activeView({ state: 'cancelling', cancellation: confirmed, gateway: { ...gateway, scheduleStatus } }),
        look({ width: Infinity }),
      );
    };
    expect(told('INA')).toContain('the gateway charges no more since 2027-01-05 10:00');
    expect(told('INA')).toContain('Cancelled: nothing is charged.');
    // Somebody has activated it in the portal since.
    expect(told('ATV')).not.toMatch(/charges no more|nothing is charged|has not confirmed/);
    expect(told('ATV')).toContain('it charges R$ 49,90 on 2027-01-10, although it is cancelled');
  });

  test('what was asked for already is not proposed once more', () => {
    const commands = [commandOf({ command: 'uncancel', state: 'planned' })];
    expect(
      viewText(activeView({ state: 'cancelling', cancellation, commands }), look({ width: Infinity })),
    ).not.toContain('carat uncancel');
    expect(viewText(activeView({ state: 'paused' }), look({ width: Infinity }))).toContain(
      'carat resume loja-a/A0001',
    );
    const resuming = [commandOf({ command: 'resume', state: 'under_way' })];
    expect(
      viewText(activeView({ state: 'paused', commands: resuming }), look({ width: Infinity })),
    ).not.toContain('carat resume');
  });

  test.each([
    ['command_failed', 'send the command again', true],
    ['command_stuck', 'waits for the SEID', false],
    ['charged_after_cancellation', 'Give the money back', true],
    ['active_after_cancellation', 'carat cancel loja-a/A0001', false],
  ] as const)('%s says what to do', (flag, words, isAcknowledged) => {
    const text = viewText(activeView({ attention: [flag] }), look({ width: Infinity }));
    expect(text).toContain(`${flag}:\n`);
    expect(text).toContain(words);
    expect(text.includes(`carat acknowledge loja-a/A0001 --flags ${flag}`)).toBe(isAcknowledged);
    expect(
      viewText(activeView({ attention: [flag], state: 'cancelled' }), look({ width: Infinity })),
    ).not.toContain(words);
  });

  test('texts of persons and of the gateway cannot steer the terminal', () => {
    const odd = '\u001b[2Jx';
    const commands = [commandOf({ reason: odd, by: odd, problem: { code: odd, message: odd } })];
    const text = viewText(
      activeView({ commands, cancellation: { ...cancellation, reason: odd, by: odd } }),
      look({ width: Infinity }),
    );
    expect(text).not.toContain('\u001b');
  });
});
