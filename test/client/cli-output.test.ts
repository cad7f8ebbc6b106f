import { answerText, decisionText, startText } from '../../client/cli/format-answers';
import { listText } from '../../client/cli/format-list';
import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { activeView, NIT, SID } from './support/builders';
import { look } from './support/look';

describe('`carat show`', () => {
  test.each([
    [EN, 'the gateway had it inactive since 2027-01-05 10:00, and charged it after that'],
    [PT, 'o gateway a teve inativa desde 2027-01-05 10:00, e cobrou depois disso'],
  ])('does not say that nothing was charged after a cancellation where something was', (words, said) => {
    const inactiveAt = '2027-01-05T13:00:00.000Z';
    const cancellation = { when: 'now', by: 'Ana', reason: 'moved', at: inactiveAt, inactiveAt } as const;
    const { ledger } = activeView();
    const charged = ledger.cycles.map((cycle) => ({
      ...cycle,
      charges: cycle.charges.map((charge) => ({
        ...charge,
        ...({ at: '2027-01-10T06:30:00.000Z', outcome: 'refunded' } as const),
      })),
    }));
    const view = activeView({ state: 'cancelled', cancellation, ledger: { ...ledger, cycles: charged } });
    expect(viewText(view, look({ width: Infinity, words }))).toContain(said);
  });

  test('tells an active subscription with its ledger, in reais and São Paulo time', () => {
    const lines = viewText(activeView(), look({ width: Infinity })).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Subscription  loja-a/A0001 (start_later)',
        'State         active since 2026-12-01 09:00',
        'Gateway       schedule ATV, 1 of 12 executed, next date 2027-01-10, R$ 49,90, asked 2026-12-10 04:40',
        `SID           ${SID}`,
        'Next          2027-01-10 04:52 the charge due on 2027-01-10',
        'Ledger: 2 cycles (1 due, 1 paid), R$ 49,90 received and kept',
        `  1      2026-12-10  paid     paid    CON     R$ 49,90  2026-12-10 03:31  query     ${NIT}`,
        '  2      2027-01-10  due',
      ]),
    );
  });

  test('an open payment is told as such, with the two commands that decide it', () => {
    const text = viewText(
      activeView({ state: 'pending_confirmation', confirmBy: '2026-12-01T13:00:00.000Z' }),
      look({ width: Infinity, program: 'npm run -s carat --' }),
    );
    expect(text).toContain('The payment awaits confirmation by 2026-12-01 10:00, or it is undone:');
    expect(text).toContain('npm run -s carat -- confirm loja-a/A0001 --by "<your name>" --reason "<why>"');
    expect(text).toContain('npm run -s carat -- undo loja-a/A0001');
  });

  test('an open payment is told with what is authorised', () => {
    const { ledger } = activeView();
    const immediate = ledger.cycles
      .flatMap(({ charges }) => charges)
      .map((charge) => ({ ...charge, outcome: 'pending' as const, amountCents: 702_95 }));
    const view = activeView({ state: 'pending_confirmation', ledger: { ...ledger, immediate } });
    expect(viewText(view, look({ width: Infinity }))).toContain(
      'The payment of R$ 702,95 awaits confirmation:',
    );
    expect(viewText(view, look({ width: Infinity, words: PT }))).toContain(
      'O pagamento de R$ 702,95 aguarda confirmação:',
    );
  });

  test('a decision that is under way is not asked for again', () => {
    const decision = { kind: 'confirm' as const, by: 'ana', reason: 'sent', at: '2026-12-01T12:30:00.000Z' };
    const text = viewText(activeView({ state: 'pending_confirmation', decision }), look({ width: Infinity }));
    expect(text).toContain('ana decided to confirm the payment at 2026-12-01 09:30');
    expect(text).not.toContain('carat undo');
  });

  test('a call in doubt is told as such, and that nobody may pay again', () => {
    const doubt = { call: 'pay' as const, reason: 'timeout', since: '2026-12-01T12:00:00.000Z', asked: 1 };
    const text = viewText(activeView({ state: 'resolving', doubt }), look({ width: Infinity }));
    expect(text).toContain('the outcome of pay is not known (timeout)');
    expect(text).toContain('Asked the gateway 1 time;');
    expect(text).toContain('do not pay again');
  });

  test('a blocked one says what to find out and proposes only the decisions that make sense', () => {
    const text = viewText(
      activeView({
        state: 'blocked',
        attention: ['blocked'],
        blocked: {
          call: 'pay',
          since: '2026-12-15T12:00:00.000Z',
          reason: 'no answer for 14 days',
          findOut: 'whether the customer was charged',
          decisions: ['happened', 'did_not_happen'],
        },
      }),
      look({ width: Infinity }),
    );
    expect(text).toContain('Attention     blocked');
    expect(text).toContain('Find out: whether the customer was charged');
    expect(text).toContain(
      'carat resolve loja-a/A0001 --decision did_not_happen --by "<your name>" --reason "<why>"',
    );
    expect(text).not.toContain('ask_again');
  });

  test('an ended one waits for nothing; its last error and its story stay', () => {
    const text = viewText(
      activeView({
        state: 'rejected',
        lastError: { at: '2026-12-01T12:00:00.000Z', call: 'pay', code: '51', message: 'Saldo insuficiente' },
        audit: [
          {
            at: '2026-12-01T12:00:00.000Z',
            by: 'gateway',
            event: 'payment_denied',
            what: 'denied',
            reason: '51',
          },
        ],
      }),
      look({ width: Infinity }),
    );
    expect(text).toContain('Next          nothing: it has ended');
    expect(text).toContain('2026-12-01 09:00  pay: 51: Saldo insuficiente');
    expect(text).toContain('2026-12-01 09:00  gateway  denied (51)');
  });

  test('texts from elsewhere cannot steer the terminal', () => {
    const at = '2026-12-01T12:00:00.000Z';
    const audit = [{ at, by: 'ana', event: 'acknowledged' as const, what: '\u001b[2Jcleared\nforged line' }];
    const text = viewText(activeView({ audit }), look({ width: Infinity }));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('[2Jcleared forged line');
  });
});

describe('the other answers', () => {
  const summary = {
    workflowId: 'subscription/loja-a/A0001',
    runId: 'r',
    merchant: 'loja-a',
    orderId: 'A0001',
    needsAttention: true,
    startedAt: '2026-12-01T12:00:00.000Z',
  };

  test('a list is a table, and a broken-off workflow does not look alive', () => {
    const text = listText(
      {
        subscriptions: [
          {
            ...summary,
            state: 'active',
            scheduleStatus: 'ATV',
            amountCents: 4990,
            workflowStatus: 'RUNNING',
          },
          { ...summary, orderId: 'A0002', state: 'active', workflowStatus: 'TERMINATED' },
          { ...summary, orderId: 'A0003', workflowStatus: 'FAILED' },
        ],
        nextPageToken: 'abc',
      },
      look({ width: Infinity, typed: ['list', '--state', 'active'] }),
    );
    expect(text).toMatch(/loja-a\/A0001 {2}active +ATV +R\$ 49,90 +2026-12-01 09:00 {2}!/);
    expect(text).toContain('active (TERMINATED)');
    expect(text).toMatch(/loja-a\/A0003 {2}FAILED/);
    expect(text).toContain('TERMINATED, FAILED: ended from outside. Nobody follows it');
    expect(text).toContain('    carat list --state active --page-token abc');
    expect(listText({ subscriptions: [] }, look({ width: Infinity }))).toBe('No subscription fits.');
  });

  test('a start that found the same one says so', () => {
    const info = { workflowId: summary.workflowId, runId: 'r', merchant: 'loja-a', orderId: 'A0001' };
    expect(startText({ ...info, alreadyRunning: false }, look())).toContain('loja-a/A0001 is started');
    expect(startText({ ...info, alreadyRunning: true }, look())).toContain('nothing was started');
  });

  test('a command answers with the state and what the gateway says', () => {
    expect(
      answerText(
        'loja-a/A0001',
        { result: 'carried_out', state: 'active', paymentStatus: 'CON' },
        look().words,
      ),
    ).toBe('loja-a/A0001 is now active (gateway: payment CON)');
    expect(answerText('loja-a/A0001', { result: 'carried_out', state: 'undone' }, look().words)).toBe(
      'loja-a/A0001 is now undone',
    );
    // What waits has changed nothing yet.
    expect(answerText('loja-a/A0001', { result: 'accepted', state: 'active' }, look().words)).toMatch(
      /^loja-a\/A0001 is active\. It could not be sent yet/,
    );
  });

  test('a decision of a person is told without what the gateway said before it', () => {
    const answer = {
      result: 'carried_out',
      state: 'active',
      paymentStatus: 'NOV',
      scheduleStatus: 'NOV',
    } as const;
    expect(decisionText('loja-a/A0001', answer, look().words)).toBe('loja-a/A0001 is now active');
    expect(answerText('loja-a/A0001', answer, look().words)).toContain('payment NOV');
    // Repeated, it would be another decision.
    const waits = decisionText('loja-a/A0001', { result: 'accepted', state: 'resolving' }, look().words);
    expect(waits).toContain('`carat show` tells what comes of it');
    expect(waits).not.toContain('repeat');
  });

  test('a command that is not done yet says so, and what to do', () => {
    expect(answerText('loja-a/A0001', { result: 'in_doubt', state: 'resolving' }, look().words)).toContain(
      'the gateway is being asked',
    );
    expect(
      answerText('loja-a/A0001', { result: 'accepted', state: 'pending_confirmation' }, look().words),
    ).toContain('it goes on by itself');
  });
});
