import { inFlags } from '../../client/cli/flags-of-fields';
import { reportOf } from '../../client/cli/report-error';
import { MerchantNotServedError, SimilarStartError } from '../../client/errors/start-errors';
import { CommandNotAllowedError, SubscriptionExistsError } from '../../client/errors/subscription-errors';
import { runInProcess } from './support/run-in-process';

const WORKFLOW = 'subscription/loja-a/A0001';

/** What somebody reads who typed a start. */
const toldTo = (error: unknown, ...typed: string[]): string =>
  reportOf(inFlags(error, ['start', ...typed]), false, 'start').text;

describe('a start that is refused', () => {
  test.each([
    ['schedule.amountCents', '--amount-cents'],
    ['schedule.numberOfTimes', '--times'],
    ['payer.storeIdentification', '--store-identification'],
    ['lateConfirmation', '--confirm-within-minutes'],
    ['card.kind', '--card-token, --vault-ref'],
    ['options.activationBackoff', 'options.activationBackoff'],
    ['(the whole input)', '(the whole input)'],
  ])('for %s, which differs, names %s', async (field, told) => {
    const text = toldTo(new SubscriptionExistsError(WORKFLOW, [field]));
    expect(text).toContain(`${WORKFLOW} exists already with different content: ${told}\n`);
    const { stdout: help } = await runInProcess(['start', '--help']);
    for (const flag of told.match(/--[a-z-]+/g) ?? []) expect(help).toContain(`${flag} <`);
  });

  test('beside a file, names what was typed as a flag, and the rest as it stands there', () => {
    const error = new SubscriptionExistsError(WORKFLOW, ['schedule.amountCents', 'schedule.firstDate']);
    expect(toldTo(error, '--input=x.json', '--first-date', '2030-01-10')).toContain(
      'different content: schedule.amountCents, --first-date\n',
    );
  });

  test.each<[string, Error]>([
    ['no worker', new MerchantNotServedError('loja-a')],
    [
      'another one',
      new SimilarStartError(WORKFLOW, [{ orderId: 'A0002', startedAt: '2026-12-01T12:00:00Z' }]),
    ],
  ])('for %s, says which flag starts it all the same, and no option of a program', (_what, error) => {
    const text = toldTo(error);
    expect(text).toContain('add --anyway.');
    expect(text).not.toContain('`');
  });

  test('under a known update id, is told by the flag, and what to do', () => {
    const problem = 'was used for another refund, of other content; nothing was changed by this one';
    const refused = new CommandNotAllowedError(
      `${WORKFLOW}: refund is not possible: updateId: ${problem}`,
      undefined,
      [{ field: 'updateId', problem }],
      'send it with an update id of its own',
    );
    const text = reportOf(inFlags(refused, ['refund']), false, 'refund').text;
    expect(text).toContain(`refund is not possible: --update-id: ${problem}\n`);
    expect(text).toContain('next: send it with an update id of its own\n');
  });
});
