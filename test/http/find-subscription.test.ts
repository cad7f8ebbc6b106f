import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { deliverTo, isAmbiguous } from '../../http/delivery/find-subscription';
import { addresseeOf } from '../../http/posts/addressee';

/** A namespace that lists these for whatever is asked; only the order id of the first leads to a workflow. */
const namespaceWith = (...listed: { workflowId: string; status: string }[]): Client =>
  ({
    workflow: {
      list: async function* () {
        for (const { workflowId, status } of listed)
          yield await Promise.resolve({ workflowId, status: { name: status } });
      },
      getHandle: (asked: string) => ({
        describe: () => {
          const known = listed.find(({ workflowId }) => workflowId === asked);
          return known === undefined
            ? Promise.reject(new WorkflowNotFoundError('not found', asked, undefined))
            : Promise.resolve({ status: { name: known.status } });
        },
      }),
    },
  }) as unknown as Client;

const P = { workflowId: 'subscription/loja-a/P', status: 'RUNNING' };
const Q = { workflowId: 'subscription/loja-a/Q', status: 'RUNNING' };
const POSTED = { gatewayOrderId: 'PLANO-ANUAL-2026-000' };
const find = (client: Client, addressee: object): Promise<string | undefined> =>
  deliverTo(client, 'loja-a', addressee, (workflowId) => Promise.resolve(workflowId));

// A post carries the first 20 characters of an order id.
describe('a post that names a subscription by the order id of a schedule that was adopted', () => {
  it('goes to the one that runs', async () => {
    const ended = { ...Q, status: 'COMPLETED' };
    expect(await find(namespaceWith(ended, P), POSTED)).toBe(P.workflowId);
  });

  it('goes to none where two have orders that begin so: a refund of one is not taken for one of the other', async () => {
    expect(await find(namespaceWith(P, Q), POSTED)).toBeUndefined();
    // A SID names one.
    expect(await find(namespaceWith(P, Q), { sid: 's'.repeat(64) })).toBe(P.workflowId);
  });
});

// The gateway's order of an adopted schedule may be the order of another subscription of ours.
describe('a post whose pedido may mean two', () => {
  const own = { workflowId: 'subscription/loja-a/1001', status: 'RUNNING' };
  const adopted = { workflowId: 'subscription/loja-a/M1001', status: 'RUNNING' };
  const posted = (more: Record<string, string> = {}): ReturnType<typeof addresseeOf> =>
    addresseeOf(new Map(Object.entries({ pedido: '1001', ...more })));
  const sid = 'a1'.repeat(32);

  it('goes to the order that we have sent along, and to the SID, before that', async () => {
    const client = namespaceWith(adopted);
    expect(await find(client, posted())).toBe(own.workflowId);
    expect(await find(client, posted({ sid }))).toBe(adopted.workflowId);
    expect(await find(client, posted({ merchant_data: 'M1001', sid }))).toBe(adopted.workflowId);
    expect(await find(namespaceWith(), posted({ merchant_data: 'M1001' }))).toBe(adopted.workflowId);
  });

  it('asks nobody twice, and goes on where the SID finds none', async () => {
    const asked: string[] = [];
    await deliverTo(namespaceWith(own), 'loja-a', posted({ sid }), (workflowId) => {
      asked.push(workflowId);
      return Promise.resolve(undefined);
    });
    expect(asked).toEqual([own.workflowId]);
  });

  it('is not ambiguous where the list is away: an order of ours needs none', async () => {
    const away = namespaceWith(own);
    away.workflow.list = () => {
      throw new Error('14 UNAVAILABLE');
    };
    expect(await isAmbiguous(away, 'loja-a', posted())).toBe(false);
    expect(await find(away, posted())).toBe(own.workflowId);
  });

  it.each([
    ['where both run', [own, adopted], posted(), true],
    ['not where ours has ended', [{ ...own, status: 'COMPLETED' }, adopted], posted(), false],
    ['not where the adopted one has', [own, { ...adopted, status: 'COMPLETED' }], posted(), false],
    ['not where there is no such order of ours', [adopted], posted(), false],
    ['not where the SID is told', [own, adopted], posted({ sid }), false],
    ['not where our own order id is', [own, adopted], posted({ merchant_data: '1001' }), false],
  ] as const)('is ambiguous %s', async (_when, listed, addressee, told) => {
    expect(await isAmbiguous(namespaceWith(...listed), 'loja-a', addressee)).toBe(told);
  });
});
