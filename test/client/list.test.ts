import { InvalidRequestError } from '../../client/errors/subscription-errors';
import { listQueryOf, type ListFilter } from '../../client/listing/list-query';
import { pageTokenOf, readPageToken } from '../../client/listing/page-token';

const ALL = "WorkflowType = 'subscription' AND ExecutionStatus != 'ContinuedAsNew'";

describe('the query of a list', () => {
  test('without a filter gives every subscription once', () => {
    expect(listQueryOf({})).toBe(ALL);
  });

  test('joins all conditions', () => {
    expect(
      listQueryOf({
        merchant: 'loja-a',
        state: ['active', 'paused'],
        scheduleStatus: 'ATV',
        needsAttention: true,
        open: true,
      }),
    ).toBe(
      `${ALL} AND CaratMerchant IN ('loja-a') AND CaratState IN ('active', 'paused') AND CaratScheduleStatus IN ('ATV')` +
        " AND CaratNeedsAttention = true AND ExecutionStatus = 'Running'",
    );
  });

  test('of what is being created has what no worker has taken, which has no search attributes', () => {
    expect(listQueryOf({ merchant: 'loja-a', state: ['creating', 'resolving'] })).toBe(
      `${ALL} AND (CaratMerchant IN ('loja-a') OR (CaratMerchant IS NULL AND WorkflowId STARTS_WITH 'subscription/loja-a/'))` +
        " AND (CaratState IN ('creating', 'resolving') OR (CaratState IS NULL AND ExecutionStatus = 'Running'))",
    );
  });

  test('a date is the start of that day in São Paulo, an instant is itself', () => {
    expect(listQueryOf({ nextChargeBefore: '2026-12-10' })).toContain(
      "CaratNextChargeDate < '2026-12-10T03:00:00.000Z'",
    );
    expect(listQueryOf({ nextChargeFrom: '2026-12-10T00:00:00-03:00' })).toContain(
      "CaratNextChargeDate >= '2026-12-10T03:00:00.000Z'",
    );
  });

  test.each<[keyof ListFilter, ListFilter]>([
    ['merchant', { merchant: "x' OR CaratMerchant != '" }],
    ['state', { state: [] }],
    ['state', { state: "active' OR 1 = 1" as 'active' }],
    ['scheduleStatus', { scheduleStatus: 'atv' }],
    ['nextChargeBefore', { nextChargeBefore: '10/12/2026' }],
    ['nextChargeBefore', { nextChargeBefore: '2026-12-10T00:00:00' }],
    ['nextChargeFrom', { nextChargeFrom: "2026-12-10Z' OR" }],
  ])('a value of %s that could change the query is refused', (field, filter) => {
    expect(() => listQueryOf(filter)).toThrow(InvalidRequestError);
    expect(() => listQueryOf(filter)).toThrow(`${field}: `);
  });
});

describe('a page token', () => {
  const token = pageTokenOf('a query', new Uint8Array([1, 2, 3]));

  test('leads to the next page of the same list', () => {
    expect([...readPageToken('a query', token)]).toEqual([1, 2, 3]);
  });

  test('of another list is refused', () => {
    expect(() => readPageToken('another query', token)).toThrow('belongs to a list with another filter');
  });

  test.each([
    ['empty', ''],
    ['cut off', token.slice(0, -4)],
    ['no base64', '%%%'],
    ['no object', 'bnVsbA'],
    ['endless', 'x'.repeat(10_000)],
  ])('that is mutilated (%s) is refused before the server sees it', (_how, mutilated) => {
    expect(() => readPageToken('a query', mutilated)).toThrow('is not a page token of this list');
  });
});
