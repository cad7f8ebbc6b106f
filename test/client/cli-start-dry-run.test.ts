import { DateTime } from 'luxon';
import { inAMonth } from '../../client/cli/text';
import { runInProcess } from './support/run-in-process';

/** Whatever gets as far as the connection ends there, with nothing sent. */
const env = { TEMPORAL_PROFILE: 'no-such-profile' };
const today = DateTime.now().setZone('America/Sao_Paulo').toFormat('yyyy-MM-dd');

const start = (...more: string[]): string[] => [
  ...['start', '--merchant', 'loja-a', '--order-id', 'A0001', '--authorizer', '2'],
  ...['--store-identification', 'buyer1', '--card-token', 'tok-1', ...more],
];
const later = start(
  '--entry',
  'start_later',
  '--amount-cents',
  '4990',
  '--first-date',
  inAMonth(),
  '--times',
  '12',
);

describe('a start that is tried with --dry-run', () => {
  test('says in words what would be charged when, and starts nothing', async () => {
    const { exitCode, stdout } = await runInProcess([...later, '--dry-run'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loja-a\/A0001: what would be charged\n {2}now {4}nothing/);
    expect(stdout).toContain(`R$ 49,90 on ${inAMonth()} 03:30, by the daily job of the gateway`);
    expect(stdout).toContain('total  R$ 598,80 in 12 charges');
    expect(stdout).toContain('calls  createTransaction, activateSchedule');
    expect(stdout).toContain('Nothing was sent.');
  });

  test('warns of two charges at once, in money', async () => {
    const now = start('--entry', 'pay_now', '--amount-cents', '4990', '--first-date', today, '--dry-run');
    const { stdout } = await runInProcess(now, { env });
    expect(stdout).toMatch(/mind {3}R\$ 49,90 now, and R\$ 49,90 again (today|tomorrow) at 03:30/);
  });

  test('is checked like the start itself, with the ceiling of the environment', async () => {
    const dear = { ...env, CARAT_MAX_AMOUNT_CENTS: '4989' };
    const refused = await runInProcess([...later, '--dry-run'], { env: dear });
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('--amount-cents: must be at most 4989 cents (R$ 49,89)');
    const odd = await runInProcess([...later, '--dry-run'], {
      env: { ...env, CARAT_MAX_AMOUNT_CENTS: '49,90' },
    });
    expect(odd.stderr).toContain('error invalid_usage: CARAT_MAX_AMOUNT_CENTS');
    const passed = start(
      '--entry',
      'start_later',
      '--amount-cents',
      '1',
      '--first-date',
      '2020-01-01',
      '--dry-run',
    );
    expect((await runInProcess(passed, { env })).stderr).toContain('--first-date: must not have passed');
  });
});
