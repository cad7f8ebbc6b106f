import { ServiceError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { TemporalAccess } from '../../client/access';
import { readMerchantEvents } from '../../client/events/merchant-events';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SERVER_NOW_MS = Date.parse('2027-02-10T12:00:00.000Z');
const timestamp = (ms: number): object => ({ seconds: ms / 1_000, nanos: 0 });
const before = (ms: number): string => new Date(SERVER_NOW_MS - ms).toISOString();

/** What one run keeps: events `from` to `last`, an hour between two, the newest now. */
interface Run {
  from: number;
  last: number;
  newestMs?: number;
}

const answerOf = ({ from, last, newestMs = SERVER_NOW_MS }: Run): object => ({
  events: Array.from({ length: last - from + 1 }, (_one, index) => {
    const sequence = from + index;
    return {
      ...{ id: `evt_${String(sequence)}`, type: 'attention.cleared', schemaVersion: 1, sequence },
      ...{ time: new Date(newestMs - (last - sequence) * HOUR_MS).toISOString() },
      ...{ merchant: 'loja-a', orderId: 'A0001', subject: 'attention/x' },
      data: { flag: 'schedule_differs', what: 'x' },
    };
  }),
  ...{ last, earliest: from, undelivered: [] },
});

/** A server with one subscription, whose attempts are these; the last one is the one that runs. */
function serverWith(
  attempts: readonly Run[],
  pollers: readonly object[] = [{ lastAccessTime: timestamp(SERVER_NOW_MS) }],
): { access: TemporalAccess; queries: string[] } {
  const queries: string[] = [];
  const { WORKFLOW_EXECUTION_STATUS_RUNNING: running } = temporal.api.enums.v1.WorkflowExecutionStatus;
  const newest = String(attempts.length - 1);
  const row = { execution: { workflowId: 'subscription/loja-a/A0001', runId: newest }, status: running };
  const access = {
    client: {
      options: { namespace: 'default' },
      withDeadline: (_deadline: number, run: () => unknown) => run(),
      workflowService: {
        listWorkflowExecutions: ({ query }: { query: string }) => {
          queries.push(query);
          const executions =
            attempts.length === 0 ? [] : [{ ...row, startTime: timestamp(1_800_000_000_000) }];
          return Promise.resolve({ executions, nextPageToken: new Uint8Array() });
        },
        describeTaskQueue: () => Promise.resolve({ pollers }),
      },
      workflow: {
        list: () =>
          (async function* ended() {
            for (const [index] of attempts.slice(0, -1).entries())
              yield await Promise.resolve({ runId: String(index), startTime: new Date(index) });
          })(),
      },
    },
    strict: {
      getHandle: (_id: string, runId = newest) => ({
        query: () => Promise.resolve(answerOf(attempts[Number(runId)] ?? { from: 1, last: 0 })),
      }),
    },
    taskQueue: 'subscriptions',
  };
  return { access: access as unknown as TemporalAccess, queries };
}

describe('events that were read', () => {
  it('are given also where an earlier attempt cannot be asked', async () => {
    const { access } = serverWith([
      { from: 1, last: 5 },
      { from: 6, last: 9 },
    ]);
    const strict = access.strict as unknown as { getHandle: (id: string, runId?: string) => unknown };
    const { getHandle } = strict;
    const cause = Object.assign(new Error('x'), { code: 13, details: 'x', metadata: {} });
    strict.getHandle = (id, runId) =>
      runId === '0'
        ? { query: () => Promise.reject(new ServiceError('failed', { cause })) }
        : getHandle(id, runId);
    const page = await readMerchantEvents(access, { merchant: 'loja-a', since: before(HOUR_MS) });
    expect(page.unread).toEqual([]);
    expect(page.events.map(({ sequence }) => sequence)).toEqual([6, 7, 8, 9]);
    expect(page.missed).toEqual([{ orderId: 'A0001', from: 1, to: 5 }]);
  });
});

describe('events that a subscription keeps no more', () => {
  const read = (attempts: readonly Run[], since?: string) =>
    readMerchantEvents(serverWith(attempts).access, {
      merchant: 'loja-a',
      ...(since === undefined ? {} : { since }),
    });

  it('are told as missed where the oldest one that is kept is younger than the cursor', async () => {
    const page = await read([{ from: 41, last: 100 }], before(HOUR_MS));
    expect(page.missed).toEqual([{ orderId: 'A0001', from: 1, to: 40 }]);
    expect(page.events).toHaveLength(60);
  });

  it('are told as missed to whoever asks for all', async () => {
    expect((await read([{ from: 41, last: 100 }])).missed).toEqual([{ orderId: 'A0001', from: 1, to: 40 }]);
  });

  it('are none where an older one is kept', async () => {
    const quiet = { from: 41, last: 100, newestMs: SERVER_NOW_MS - 8 * DAY_MS };
    expect((await read([quiet], before(HOUR_MS))).missed).toEqual([]);
    expect((await read([{ from: 1, last: 60 }], before(HOUR_MS))).missed).toEqual([]);
  });

  it('are none where an earlier attempt at the order has them', async () => {
    const first = { from: 1, last: 5 };
    expect((await read([first, { from: 6, last: 9 }], before(HOUR_MS))).missed).toEqual([]);
    const broken = await read([first, { from: 8, last: 9 }], before(HOUR_MS));
    expect(broken.missed).toEqual([{ orderId: 'A0001', from: 1, to: 7 }]);
  });
});

describe('the next reading', () => {
  const nextFrom = async (pollers?: readonly object[], since?: string): Promise<string | undefined> => {
    const { access, queries } = serverWith([], pollers);
    const page = await readMerchantEvents(access, {
      merchant: 'loja-a',
      ...(since === undefined ? {} : { since }),
    });
    await readMerchantEvents(access, { merchant: 'loja-a', since: page.cursor });
    return /CaratLastEvent >= '([^']+)'/.exec(queries[1] ?? '')?.[1];
  };
  afterEach(() => jest.useRealTimers());

  it.each([
    ['hours ahead', 2 * HOUR_MS],
    ['a year behind', -365 * DAY_MS],
  ])(
    'begins an hour before this one by the clock of the server, where ours is %s',
    async (_what, aheadMs) => {
      jest.useFakeTimers({ now: SERVER_NOW_MS + aheadMs });
      expect(await nextFrom()).toBe(before(HOUR_MS));
    },
  );

  it('goes by the worker that was seen last', async () => {
    const seen = [3 * HOUR_MS, 60_000, HOUR_MS].map((ms) => ({
      lastAccessTime: timestamp(SERVER_NOW_MS - ms),
    }));
    expect(await nextFrom(seen)).toBe(before(HOUR_MS + 60_000));
  });

  it('begins where this one did while the time of the server is not known', async () => {
    expect(await nextFrom([], before(DAY_MS))).toBe(before(DAY_MS));
    expect(await nextFrom([])).toBeUndefined();
  });
});
