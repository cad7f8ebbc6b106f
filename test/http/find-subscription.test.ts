import type { Client } from '@temporalio/client';
import { deliverTo } from '../../http/delivery/find-subscription';

/** A namespace that lists these for whatever is asked; only the order id of the first leads to a workflow. */
const namespaceWith = (...listed: { workflowId: string; status: string }[]): Client =>
  ({
    workflow: {
      list: async function* () {
        for (const { workflowId, status } of listed)
          yield await Promise.resolve({ workflowId, status: { name: status } });
      },
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
