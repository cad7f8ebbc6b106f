import { listCsv } from '../../client/cli/list-csv';
import { sorted, type SortKey } from '../../client/cli/sort-list';
import { readRef } from '../../client/cli/subscription-argument';
import { watch } from '../../client/cli/watch';
import type { SubscriptionSummary } from '../../client';
import { listQueryOf } from '../../client/listing/list-query';
import { TemporalUnreachableError } from '../../client/errors/temporal-errors';
import { packageVersion } from '../../client/cli/version';
import { version } from '../../package.json';
import { runInProcess } from './support/run-in-process';

const summary = (orderId: string, changes: Partial<SubscriptionSummary> = {}): SubscriptionSummary => ({
  workflowId: `subscription/loja-a/${orderId}`,
  runId: 'r',
  merchant: 'loja-a',
  orderId,
  needsAttention: false,
  workflowStatus: 'RUNNING',
  startedAt: '2026-12-01T12:00:00.000Z',
  ...changes,
});

describe('the query of a list', () => {
  test('asks for denied and owed by the counts of the record', () => {
    expect(listQueryOf({ denied: true })).toContain(' AND CaratDeniedCycles > 0');
    expect(listQueryOf({ owed: true })).toContain(' AND CaratOwedCents > 0');
    expect(listQueryOf({ owed: false })).toContain(' AND (CaratOwedCents IS NULL OR CaratOwedCents = 0)');
  });

  test('takes a date as its start in São Paulo', () => {
    const query = listQueryOf({ startedFrom: '2027-01-10', endedBefore: '2027-02-01' });
    expect(query).toContain(" AND StartTime >= '2027-01-10T03:00:00.000Z'");
    expect(query).toContain(" AND CloseTime < '2027-02-01T03:00:00.000Z'");
  });
});

test.each([
  ['owed', ['C', 'A', 'B']],
  ['amount', ['B', 'A', 'C']],
  ['next-charge', ['B', 'C', 'A']],
  ['started', ['C', 'A', 'B']],
  ['order', ['A', 'B', 'C']],
] satisfies [SortKey, string[]][])('a list is sorted by %s; what has no value comes last', (key, wanted) => {
  const all = [
    summary('A', { owedCents: 1, amountCents: 2 }),
    summary('B', { amountCents: 3, nextChargeAt: '2027-01-10T06:30:00.000Z' }),
    summary('C', {
      owedCents: 2,
      nextChargeAt: '2027-02-10T06:30:00.000Z',
      startedAt: '2026-12-02T12:00:00.000Z',
    }),
  ];
  expect(sorted(all, key).map(({ orderId }) => orderId)).toEqual(wanted);
});

test('a list as CSV is one line each, with the money in cents', () => {
  const lines = listCsv([
    summary('A1', { state: 'active', amountCents: 4990, deniedCycles: 2, owedCents: 9980 }),
  ]);
  expect(lines.split('\r\n')[1]).toBe(
    'loja-a,A1,active,,4990,,2,9980,false,RUNNING,2026-12-01T12:00:00.000Z,',
  );
});

describe('--watch', () => {
  const io = (seen: string[], stopAfter: number): Parameters<typeof watch>[0] => {
    const stopping = new AbortController();
    return {
      out: (text) => {
        seen.push(text);
        if (seen.length === stopAfter) stopping.abort();
      },
      err: () => undefined,
      stdin: undefined as never,
      env: {},
      untilStopped: () => stopping.signal,
    };
  };

  test('goes on until it is stopped, and waits for a server that goes away', async () => {
    const seen: string[] = [];
    const answers = ['one', new TemporalUnreachableError('no server'), 'two'];
    await watch(io(seen, 3), 0.01, () => {
      const answer = answers.shift() ?? '';
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
    expect(seen).toEqual(['one\n', 'temporal_unreachable: no server\n', 'two\n']);
  });

  test('fails at once where the first look does', async () => {
    const fails = (): Promise<string> => Promise.reject(new TemporalUnreachableError('no server'));
    await expect(watch(io([], 1), 1, fails)).rejects.toThrow('no server');
  });
});

describe('the name of a subscription', () => {
  const ref = { merchant: 'loja-a', orderId: 'A0001' };

  test.each([
    'loja-a/A0001',
    'subscription/loja-a/A0001',
    'http://127.0.0.1:8233/namespaces/default/workflows/subscription%2Floja-a%2FA0001',
    'https://temporal.example.com/namespaces/billing/workflows/subscription%2Floja-a%2FA0001/01a21af6-bc91-73ec-8f28-487e56e10a7f/history?page=1',
    'https://temporal.example.com/x/namespaces/billing/workflows/subscription/loja-a/A0001/01a21af6-bc91/timeline#top',
  ])('is understood as %s', (text) => {
    expect(readRef(text)).toEqual(ref);
  });

  test.each(['show', 'cancel'])('%s takes no address of another namespace', async (command) => {
    const address = 'http://127.0.0.1:8233/namespaces/other/workflows/subscription%2Floja-a%2FA0001';
    const signed = command === 'cancel' ? ['--by', 'ana', '--reason', 'asked'] : [];
    const { exitCode, stderr } = await runInProcess([command, address, ...signed]);
    expect(stderr).toContain('is one of the namespace other, and default is connected to; nothing was sent');
    expect(stderr).toContain('add --namespace other');
    expect(exitCode).toBe(2);
    // There it is what was meant; nobody listens at this address.
    const there = ['--namespace', 'other', '--address', '127.0.0.1:1'];
    expect((await runInProcess([command, address, ...signed, ...there])).stderr).not.toContain(
      'is connected to',
    );
  });

  test('`carat open` prints the address that is understood', async () => {
    const local = await runInProcess(['open', 'loja-a/A0001', '--address', '127.0.0.1:17233']);
    expect(local).toMatchObject({
      exitCode: 0,
      stdout: 'http://127.0.0.1:18233/namespaces/default/workflows/subscription%2Floja-a%2FA0001\n',
    });
    expect(readRef(local.stdout.trim())).toEqual(ref);
    const env = { TEMPORAL_UI_URL: 'https://temporal.example.com/', TEMPORAL_NAMESPACE: 'billing' };
    expect((await runInProcess(['open', 'loja-a/A0001'], { env })).stdout).toBe(
      'https://temporal.example.com/namespaces/billing/workflows/subscription%2Floja-a%2FA0001\n',
    );
  });
});

test('--version is the one of the package', async () => {
  expect(packageVersion()).toBe(version);
  expect(await runInProcess(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
});
