import { SubscriptionClient, verifyEvent } from '../../client';
import { accessOver, within } from '../../client/access';
import { checkInput } from '../../client/start/check-input';
import { temporalClientLater } from '../../client/connect';

/** Nobody listens there: what is refused is refused before anything leaves. */
const { client, connection } = temporalClientLater({ address: '127.0.0.1:1', env: {} });
const subscriptions = new SubscriptionClient(client);
const ref = { merchant: 'loja-a', orderId: 'A0001' };
const signed = { by: 'ana', reason: 'asked by phone' };

afterAll(() => connection.close());

/** As a caller without a compiler calls it. */
const called = async (call: (untyped: never) => unknown, argument: unknown): Promise<unknown> => {
  try {
    return await call(argument as never);
  } catch (error) {
    return error;
  }
};

const NOT_MILLISECONDS = ['3000', -5, NaN, null, {}];

describe('the options of a caller whose compiler does not check them', () => {
  test.each<[string, (untyped: never) => unknown]>([
    ['get', (options) => subscriptions.get(ref, options)],
    ['waitFor', (options) => subscriptions.waitFor(ref, ['active'], options)],
    ['start', (options) => subscriptions.start({} as never, options)],
    ['startAndWait', (options) => subscriptions.startAndWait({} as never, options)],
    ['lookBeforeStart', (options) => subscriptions.lookBeforeStart({} as never, options)],
    ['adopt', (options) => subscriptions.adopt({} as never, options)],
    ['previewAdoption', (options) => subscriptions.previewAdoption({} as never, options)],
    ['charges', (options) => subscriptions.charges(ref, options)],
    ['events', (options) => subscriptions.events(ref, options)],
    ['merchantEvents', (options) => subscriptions.merchantEvents(options)],
    ['list', (options) => subscriptions.list(options)],
    ['list, its page', (options) => subscriptions.list({}, options)],
    ['count', (options) => subscriptions.count(options)],
    ['listAll', (options) => subscriptions.listAll(options).next()],
    ['connect', (options) => SubscriptionClient.connect(options)],
    ['the constructor', (options) => new SubscriptionClient(client, options)],
  ])('%s: a name that means nothing is refused, and no object, too', async (_name, call) => {
    expect(await called(call, { misspelled: true })).toMatchObject({
      code: 'invalid_request',
      problems: [
        { field: 'misspelled', problem: expect.stringMatching(/^is no option; there are /) as string },
      ],
    });
    expect(await called(call, null)).toMatchObject({
      code: 'invalid_request',
      problems: [{ field: '(options)', problem: 'must be an object' }],
    });
  });

  test.each(NOT_MILLISECONDS)('a wait of %p is no wait', async (timeoutMs) => {
    const wrong = {
      code: 'invalid_request',
      problems: [{ field: 'timeoutMs', problem: 'must be a number of milliseconds, 0 or more' }],
    };
    for (const call of [
      (options: never) => subscriptions.get(ref, options),
      (options: never) => subscriptions.waitFor(ref, ['active'], options),
      (options: never) => subscriptions.startAndWait({} as never, options),
      (options: never) => subscriptions.adopt({} as never, options),
      (options: never) => subscriptions.previewAdoption({} as never, options),
    ])
      expect(await called(call, { timeoutMs })).toMatchObject(wrong);
    const pause = (options: never): unknown => subscriptions.pause(ref, options);
    expect(await called(pause, { ...signed, timeoutMs })).toMatchObject({
      ...wrong,
      code: 'invalid_command',
    });
    const preview = (options: never): unknown => subscriptions.preview(ref, 'pause', options);
    expect(await called(preview, { ...signed, timeoutMs })).toMatchObject({
      ...wrong,
      code: 'invalid_command',
    });
  });

  test.each<[string, (untyped: never) => unknown, unknown]>([
    ['anyway', (options) => subscriptions.start({} as never, options), 'yes'],
    ['ifSimilar', (options) => subscriptions.start({} as never, options), 'refused'],
    ['pollMs', (options) => subscriptions.waitFor(ref, ['active'], options), NaN],
    ['pollMs', (options) => subscriptions.waitFor(ref, ['active'], options), 0],
    ['pageToken', (options) => subscriptions.charges(ref, options), 7],
    ['pageToken', (options) => subscriptions.list({}, options), 7],
    ['merchant', (options) => subscriptions.merchantEvents(options), 7],
    ['merchant', (options) => subscriptions.merchantEvents(options), undefined],
    ['since', (options) => subscriptions.events(ref, options), '4'],
    ['merchant', (filter) => subscriptions.list(filter), null],
    ['state', (filter) => subscriptions.list(filter), 5],
    ['state', (filter) => subscriptions.list(filter), ['active', 5]],
    ['needsAttention', (filter) => subscriptions.list(filter), "false OR WorkflowType != 'x'"],
    ['denied', (filter) => subscriptions.count(filter), 'false'],
    ['open', (filter) => subscriptions.count(filter), 1],
    ['startedFrom', (filter) => subscriptions.list(filter), new Date()],
    ['address', (options) => SubscriptionClient.connect(options), 5],
    ['connectTimeoutMs', (options) => SubscriptionClient.connect(options), NaN],
    ['maxAmountCents', (options) => new SubscriptionClient(client, options), '5000'],
    ['maxAmountCents', (options) => new SubscriptionClient(client, options), NaN],
    ['maxAmountCents', (options) => new SubscriptionClient(client, options), { 'loja-a': -1 }],
  ])('%s is named where its value is not right', async (field, call, value) => {
    expect(await called(call, { [field]: value })).toMatchObject({
      code: 'invalid_request',
      problems: [{ field }],
    });
  });

  test('an update id is a text', async () => {
    for (const updateId of [5, null, '', 'x'.repeat(101)]) {
      const pause = (options: never): unknown => subscriptions.pause(ref, options);
      expect(await called(pause, { ...signed, updateId })).toMatchObject({
        code: 'invalid_command',
        problems: [{ field: 'updateId' }],
      });
    }
  });

  test('no subscription, no client and no body are told by code, too', async () => {
    expect(await called((ref) => subscriptions.get(ref), null)).toMatchObject({
      code: 'invalid_request',
      problems: [{ problem: 'must name a subscription: { merchant, orderId }' }],
    });
    expect(await called((none) => new SubscriptionClient(none), undefined)).toMatchObject({
      code: 'invalid_request',
      problems: [{ field: 'client' }],
    });
    const request = { headers: {}, body: undefined, secrets: [] };
    expect(await called(verifyEvent, request)).toMatchObject({ code: 'invalid_webhook' });
  });

  test('a field of a start that is undefined is not given', () => {
    const start = {
      ...{ entry: 'start_later', ...ref, authorizerId: '2', payer: { storeIdentification: 'buyer1' } },
      card: { kind: 'carat_token', token: 'a'.repeat(64) },
      schedule: { amountCents: 4_990, firstDate: '2030-01-10' },
      payment: undefined,
    };
    expect(checkInput(start)).not.toHaveProperty('payment');
    expect(() => checkInput({ ...start, payment: null })).toThrow(/payment/);
  });

  test('what is undefined is not given, and a ceiling may be one for each merchant', () => {
    expect(
      () =>
        new SubscriptionClient(client, {
          taskQueue: undefined,
          maxAmountCents: { 'loja-a': 5_000 },
        } as never),
    ).not.toThrow();
  });

  test('the longest wait has an end: a timer of more than 24 days would end at once', async () => {
    const dayMs = 86_400_000;
    const access = accessOver(client, 'queue');
    let deadline = 0;
    access.client.withDeadline = async (until, run) => {
      deadline = Number(until);
      return run();
    };
    const from = Date.now();
    expect(await within(access, Infinity, () => Promise.resolve('answer'))).toBe('answer');
    expect(deadline).toBeGreaterThanOrEqual(from + dayMs);
    expect(deadline).toBeLessThanOrEqual(Date.now() + dayMs);
  });
});
