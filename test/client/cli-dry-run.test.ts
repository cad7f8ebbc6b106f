import { CHANGES, type ChangingKind } from '../../client/cli/changes';
import { previewText } from '../../client/cli/format-preview';
import { inKebab } from '../../client/cli/start-input';
import { look } from './support/look';
import { runInProcess } from './support/run-in-process';

const KINDS = Object.keys(CHANGES) as ChangingKind[];
const signed = ['--by', 'ana', '--reason', 'asked-by-phone'];
/** Whatever gets as far as the connection ends there, with nothing sent. */
const env = { TEMPORAL_PROFILE: 'no-such-profile' };

describe('a command that is tried with --dry-run', () => {
  test('is shown as it would be carried out', () => {
    const told = previewText(
      {
        allowed: true,
        what: 'change the amount to R$ 59,90',
        sets: 'amount R$ 59,90',
        gatewayCalls: ['beginEdit', 'sendEdit', 'getSchedule'],
        waitsFor: 'the commands before it',
        nextCharges: [{ date: '2027-02-10', amountCents: 5_990 }],
      },
      'changeAmount',
      'loja-a/A0001',
      look(),
    );
    expect(told.split('\n')).toEqual([
      'loja-a/A0001: change the amount to R$ 59,90',
      '  would set     amount R$ 59,90',
      '  calls         beginEdit, sendEdit, getSchedule',
      '  waits for     the commands before it',
      '  next charges  R$ 59,90 on 2027-02-10',
      'Nothing was sent. Leave --dry-run out to send it.',
    ]);
  });

  test.each([
    ['refund', {}, true],
    ['refund', { card: { kind: 'carat_token', token: 'tok-1' } }, false],
    ['pause', {}, false],
  ] as const)('%s with %j: that the card may be wanted is said: %s', (kind, request, isSaid) => {
    const told = { allowed: true as const, what: kind, sets: 'nothing', gatewayCalls: [], nextCharges: [] };
    const text = previewText(told, kind, 'loja-a/A0001', { ...look(), request });
    expect(text.includes('it refuses a refund without --card-token by code 10')).toBe(isSaid);
  });

  test('is told why it would be refused', () => {
    const told = (why: string): string =>
      previewText({ allowed: false, why }, 'resume', 'loja-a/A0001', look());
    expect(told('it is not paused')).toContain('it would be refused: it is not paused');
    expect(told('nextDate: must be after today')).toContain('refused: --next-date: must be after today');
    expect(told('ana cancelled it at 2027-01-10T12:00:00.000Z')).toContain('2027-01-10 09:00 (São Paulo)');
    expect(told('it is not paused')).not.toContain('Leave --dry-run out');
  });

  test('is checked like the command itself, and every change has it', async () => {
    const { stderr } = await runInProcess(
      ['change-amount', 'loja-a/A0001', ...signed, '--amount-cents', '0', '--dry-run'],
      { env },
    );
    expect(stderr).toContain('error invalid_command: ');
    for (const kind of KINDS) {
      const { stdout } = await runInProcess([inKebab(kind), '--help']);
      expect(stdout).toContain('--dry-run');
    }
  });
});
