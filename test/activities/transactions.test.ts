import { MockActivityEnvironment } from '@temporalio/testing';
import { transactionActivities } from '../../activities/transactions';
import type { TransactionList } from '../../carat/answers';
import type { CaratClient } from '../../carat/client';

const DATE = '2027-02-10';

describe('the list of a day', () => {
  /** What the activity makes of a list that the gateway gave. */
  async function listed(
    value: TransactionList,
    request: { orderId: string; nit?: string },
  ): Promise<unknown> {
    const listTransactions = (): Promise<unknown> =>
      Promise.resolve({ kind: 'done', value, httpStatus: 200 });
    const activities = transactionActivities({ listTransactions } as unknown as CaratClient, {});
    return new MockActivityEnvironment().run(activities.listTransactions, { date: DATE, ...request });
  }

  const ofOthers = { nit: 'B', status: 'CON', orderId: 'OTHER' };
  const ours = { nit: 'A', status: 'CON', orderId: 'ORDER1' };
  /** A charge without a readable date is one of the day of the list. */
  const onTheDay = { at: '2027-02-10T15:00:00.000Z', dayOnly: true };

  it('brings the charges of the order, and nothing of anybody else, into the history', async () => {
    const list = { transactions: [ofOthers, ours], unreadable: [{ orderId: 'OTHER' }, {}] };
    expect(await listed(list, { orderId: 'ORDER1' })).toEqual({
      kind: 'done',
      facts: { payments: [{ ...ours, ...onTheDay }] },
    });
  });

  it('leaves the date of a charge as the gateway tells it', async () => {
    const dated = { ...ours, creationDate: '2027-02-10T06:33:00.000Z' };
    const list = { transactions: [dated], unreadable: [] };
    expect(await listed(list, { orderId: 'ORDER1' })).toEqual({
      kind: 'done',
      facts: { payments: [{ ...ours, at: '2027-02-10T06:33:00.000Z' }] },
    });
  });

  it('finds a NIT whose element names no order', async () => {
    const nameless = { nit: 'aBc', status: 'CON' };
    const list = { transactions: [ofOthers, nameless], unreadable: [] };
    expect(await listed(list, { orderId: 'ORDER1', nit: 'AbC' })).toMatchObject({
      facts: { payments: [nameless] },
    });
  });

  it('is an answer where its page has the charge that is sought', async () => {
    const list: TransactionList = { transactions: [ours], unreadable: [], isPart: true };
    expect(await listed(list, { orderId: 'ORDER1', nit: 'a' })).toMatchObject({ kind: 'done' });
  });

  it('is no answer where it is one page of several', async () => {
    await expect(
      listed({ transactions: [], unreadable: [], isPart: true }, { orderId: 'ORDER1' }),
    ).rejects.toMatchObject({ type: 'gateway_unreadable_answer', nonRetryable: false });
  });

  it('is no answer when a charge of the order cannot be read', async () => {
    const list = { transactions: [ours], unreadable: [{ orderId: 'ORDER1' }] };
    await expect(listed(list, { orderId: 'ORDER1' })).rejects.toMatchObject({
      type: 'gateway_unreadable_answer',
      nonRetryable: false,
    });
  });
});
