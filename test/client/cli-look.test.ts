import { listText } from '../../client/cli/format-list';
import { viewText } from '../../client/cli/format-view';
import { lookOf } from '../../client/cli/look';
import { coloured } from '../../client/cli/paint';
import { ID_SHOWN, table } from '../../client/cli/table';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import type { SubscriptionSummary, SubscriptionView } from '../../client';
import { ATTENTION } from '../../domain/subscription/attention';
import { activeView, commandOf, NIT, SID } from './support/builders';
import { look } from './support/look';

const at = '2027-01-10T06:30:00.000Z';
type Charge = SubscriptionView['ledger']['immediate'][number];
const charge = (changes: Partial<Charge>): Charge => ({
  nit: NIT,
  outcome: 'denied',
  gatewayStatus: 'NEG',
  amountCents: 4990,
  at,
  knownBy: 'query',
  knownAt: at,
  code: '51',
  message: 'Saldo insuficiente, tente com outro cartao',
  ...changes,
});

/** A life in which much has happened: the widest that there is to show. */
function fullView(): SubscriptionView {
  const view = activeView({
    state: 'past' as never,
    entry: 'pay_now',
    // Not every flag: a list of all that can be acknowledged is one word of a command, however long.
    attention: ['cycle_missed', 'terms_differ', ...ATTENTION.slice(-12)],
    attentionDetails: [
      { flag: 'cycle_open', what: `open since ${at}, and nobody could say what became of it` },
    ],
    commands: [
      commandOf({ what: 'change the installments to 12', reason: 'the customer asked for it by telephone' }),
    ],
    lastError: {
      at,
      call: 'getSchedule',
      code: 'answer_timeout',
      message: 'no answer within 60 seconds of the request',
    },
    blocked: {
      call: 'pay',
      since: at,
      reason: 'answer_timeout',
      findOut: 'Was the first payment of this order authorised? Look it up in the vendor portal.',
      decisions: ['happened', 'did_not_happen', 'ask_again'],
    },
  });
  const cycles = Array.from({ length: 12 }, (_, index) => ({
    number: index + 1,
    dueDate: '2027-01-10',
    outcome: 'denied' as const,
    charges: [charge({ refundedCents: 1000 })],
  }));
  const summary = {
    ...view.ledger.summary,
    cycles: 12,
    owedCents: 59_880,
    byOutcome: { ...view.ledger.summary.byOutcome, denied: 12 },
  };
  return { ...view, state: 'blocked', ledger: { immediate: [charge({ outcome: 'paid' })], cycles, summary } };
}

const summaryOf = (changes: Partial<SubscriptionSummary>): SubscriptionSummary => ({
  workflowId: 'subscription/loja-a/A0001',
  runId: 'r',
  merchant: 'loja-a',
  orderId: 'A0001',
  state: 'pending_confirmation',
  scheduleStatus: 'ATV',
  amountCents: 1_234_567,
  nextChargeAt: at,
  needsAttention: true,
  workflowStatus: 'RUNNING',
  startedAt: at,
  deniedCycles: 3,
  owedCents: 14_970,
  ...changes,
});

const tooLong = (text: string, width: number): string[] =>
  text.split('\n').filter((line) => Array.from(line).length > width);

describe('what the command line writes', () => {
  test.each([
    ['English', EN],
    ['Portuguese', PT],
  ])('%s: a view fits 80 columns, whatever is in it', (_language, words) => {
    expect(tooLong(viewText(fullView(), look({ words })), 80)).toEqual([]);
  });

  test.each([
    ['English', EN],
    ['Portuguese', PT],
  ])('%s: a list fits 80 columns, and names each flag with what to do', (_language, words) => {
    const flags = new Map([['subscription/loja-a/A0001', ['cycle_missed', 'terms_differ'] as const]]);
    const text = listText({ subscriptions: [summaryOf({})] }, look({ words }), flags);
    expect(tooLong(text, 80)).toEqual([]);
    const told = text.replaceAll(/\s+/g, ' ');
    for (const flag of ['cycle_missed', 'terms_differ'] as const) {
      expect(told).toContain(`${flag}: ${words.flags[flag].means}`);
      expect(told).toContain(words.flags[flag].do);
    }
  });

  test('long ids are shortened in tables; --wide shows them, and every column', () => {
    const narrow = viewText(activeView(), look());
    expect(narrow).toContain(`${NIT.slice(0, ID_SHOWN)}…`);
    expect(narrow).not.toContain(NIT);
    expect(narrow).toContain(SID);
    const wide = viewText(activeView(), look({ width: Infinity }));
    expect(wide).toContain(NIT);
    expect(wide).toContain('KNOWN BY');
  });

  test('a proposed command that does not fit goes on in the next line, and a shell reads it as one', () => {
    const [, command = ''] = /( {4}carat resolve[^]*?"<why>")/.exec(viewText(fullView(), look())) ?? [];
    expect(command).toContain(' \\\n');
    expect(command.replaceAll(/ \\\n\s+/g, ' ').trim()).toBe(
      'carat resolve loja-a/A0001 --decision happened --by "<your name>" --reason "<why>"',
    );
  });

  test('times are written in one way, also those that the workflow tells', () => {
    const text = viewText(fullView(), look({ width: Infinity }));
    expect(text).toContain('cycle_open: open since 2027-01-10 03:30, and nobody');
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
    expect(text).not.toMatch(/January|10\/01/);
  });

  test('a column that has nothing to say is left out, and a text goes on below itself', () => {
    const columns = [{ head: 'A' }, { head: 'B' }, { head: 'C', wraps: true as const }];
    const text = table(columns, [['1', '', 'a text of many words that is long']], { width: 20 });
    expect(text.split('\n')).toEqual(['A  C', '1  a text of many', '   words that is', '   long']);
  });

  test('an id within a text shows its beginning where room is short; one to be copied stays whole', () => {
    const columns = [{ head: 'A' }, { head: 'B', wraps: true as const }];
    const rows = [
      ['1', `refund of the charge with NIT ${NIT}, by hand`],
      ['2', NIT],
    ];
    expect(table(columns, rows, { width: 70 }).split('\n')).toEqual([
      'A  B',
      `1  refund of the charge with NIT ${NIT.slice(0, ID_SHOWN)}…, by hand`,
      `2  ${NIT}`,
    ]);
    expect(table(columns, rows, { width: Infinity })).toContain(`with NIT ${NIT}, by hand`);
  });

  test('a long word stays whole while another column can give way', () => {
    const columns = [
      { head: 'A', wraps: true as const },
      { head: 'B', wraps: true as const },
    ];
    const rows = [['authorisation denied', 'a few words more']];
    expect(table(columns, rows, { width: 28 }).split('\n')).toEqual([
      'A              B',
      'authorisation  a few words',
      'denied         more',
    ]);
  });
});

describe('the story of the money', () => {
  test('tells what was sold, what came in, what is owed and why, and what comes next', () => {
    const text = viewText({ ...fullView(), state: 'active' }, look({ width: Infinity }));
    expect(text).toContain(
      'Sold          R$ 49,90 a month, 12 times, from 2026-12-10 on: R$ 598,80 at most, beside the payment at the start',
    );
    const later = viewText({ ...fullView(), entry: 'start_later' }, look({ width: Infinity }));
    expect(later).toContain('12 times, from 2026-12-10 on: R$ 598,80 in all\n');
    expect(text).toContain('R$ 598,80 is owed: 12 cycles were denied.');
    expect(text).toContain('The last denial: cycle 12, due 2027-01-10, 51 Saldo insuficiente');
    expect(text).toContain('R$ 49,90 is charged next, on 2027-01-10.');
  });

  test('once the amount was another one, there is no sum of all', () => {
    const sold = { amountCents: 5990, firstDate: '2026-12-10', intervalMonths: 1, numberOfTimes: 12 };
    for (const [words, told] of [
      [EN, 'R$ 59,90 a month, 12 times, from 2026-12-10 on\n'],
      [PT, 'R$ 59,90 por mês, 12 vezes, a partir de 2026-12-10\n'],
    ] as const)
      expect(viewText({ ...fullView(), sold }, look({ words, width: Infinity }))).toContain(told);
  });

  test('of one that has ended, nothing comes next; of an open-ended one, there is no sum', () => {
    const text = viewText(activeView({ state: 'cancelled' }), look());
    expect(text).not.toContain('is charged next');
    const sold = { amountCents: 4990, firstDate: '2026-12-10', intervalMonths: 3 };
    expect(viewText(activeView({ sold }), look())).toContain(
      'R$ 49,90 every 3 months from 2026-12-10 on, until it is cancelled',
    );
  });

  test('says what a cancellation that the gateway has not confirmed may still cost', () => {
    const text = viewText(activeView({ state: 'cancelling' }), look({ width: Infinity }));
    expect(text).not.toMatch(/is charged next|Next charge/);
    expect(text).toContain('It charges R$ 49,90 on 2027-01-10 if it does not before.');
  });
});

describe('an error of the past', () => {
  const error = {
    at: '2026-12-10T07:00:00.000Z',
    call: 'getSchedule',
    code: 'timeout',
    message: 'no answer',
  };

  test('is told as past once the gateway has answered, and as it is while it has not', () => {
    const settled = viewText(activeView({ lastError: error }), look());
    expect(settled).toContain('An earlier error; the gateway has answered since');
    expect(settled).not.toContain('Last error');
    const gateway = { ...activeView().gateway, askedAt: '2026-12-10T06:00:00.000Z' };
    expect(viewText(activeView({ lastError: error, gateway }), look())).toContain('Last error\n');
    const doubt = { call: 'pay' as const, reason: 'timeout', since: at, asked: 1 };
    expect(viewText(activeView({ lastError: error, doubt }), look())).toContain('Last error\n');
    expect(viewText(activeView({ lastError: error, attention: ['no_worker'] }), look())).toContain(
      'Last error\n',
    );
  });
});

describe('colours', () => {
  const io = (env: Record<string, string>, isTerminal = true): Parameters<typeof lookOf>[0] => ({
    out: () => undefined,
    err: () => undefined,
    stdin: undefined as never,
    env,
    terminal: isTerminal ? { columns: 100 } : undefined,
  });
  const isColoured = (...args: Parameters<typeof lookOf>): boolean =>
    lookOf(...args).paint('bad', 'x') !== 'x';

  test('are on a terminal only, and never against NO_COLOR, a dumb terminal or --no-color', () => {
    expect(isColoured(io({}), {})).toBe(true);
    expect(isColoured(io({}, false), {})).toBe(false);
    expect(isColoured(io({ NO_COLOR: '1' }), {})).toBe(false);
    expect(isColoured(io({ NO_COLOR: '' }), {})).toBe(true);
    expect(isColoured(io({ TERM: 'dumb' }), {})).toBe(false);
    expect(isColoured(io({}), { color: false })).toBe(false);
  });

  test('change no width: without their codes the text is the same', () => {
    const plain = viewText(fullView(), look());
    const painted = viewText(fullView(), look({ paint: coloured }));
    // eslint-disable-next-line no-control-regex -- the codes of colours are what is looked for
    expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(painted).not.toBe(plain);
  });

  test('the width is the one of the terminal, 80 where there is none, and without end with --wide', () => {
    expect(lookOf(io({}), {}).width).toBe(100);
    expect(lookOf(io({}, false), {}).width).toBe(80);
    expect(lookOf(io({}), { wide: true }).width).toBe(Infinity);
  });
});
