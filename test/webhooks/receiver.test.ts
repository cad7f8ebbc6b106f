import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { InvalidWebhookError, verifyEvent } from '../../client';
import { Receiver, type Posted } from '../../webhooks/receiver';
import { TestReceiver, type ReceiverFault } from '../support/receiver';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const event = {
  ...{
    id: 'evt_A0001_aaaabbbbccccdddd',
    type: 'attention.raised',
    schemaVersion: 1,
    time: '2027-01-01T12:00:00.000Z',
  },
  ...{ sequence: 1, merchant: 'loja-a', orderId: 'A0001', subject: 'attention/cycle_missed' },
  data: { flag: 'cycle_missed', what: 'não' },
};
const body = JSON.stringify(event);

describe('the signature', () => {
  // The test vector of the specification (standard-webhooks, libraries and `sign` of the reference implementation).
  it('is the one of the specification', () => {
    const signer = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const signature = signer.sign(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('a post', () => {
  const secret = newSecret();
  let receiver: TestReceiver;

  beforeAll(async () => {
    receiver = await TestReceiver.open([secret]);
  });
  afterAll(() => receiver.close());

  const post = (options = receiver.options()): Promise<Posted> => new Receiver(options).post(event.id, body);

  it('is believed, and its event is as it was sent', async () => {
    expect(await post()).toEqual({ kind: 'taken' });
    expect(receiver.events).toEqual([event]);
  });

  it('is signed by both secrets while one is exchanged', async () => {
    expect(await post(receiver.options([newSecret(), secret]))).toEqual({ kind: 'taken' });
    expect(await post(receiver.options([newSecret()]))).toMatchObject({
      why: 'the receiver answered HTTP 400',
    });
  });

  it.each<[ReceiverFault, object]>([
    ['refuses', { why: 'the receiver answered HTTP 500' }],
    ['redirects', { why: 'the receiver answered HTTP 302' }],
    ['resets', { why: 'the receiver was not reached (ECONNRESET)' }],
    ['gone', { why: 'the receiver answered HTTP 410', isFinal: true }],
    ['switches_protocols', { why: 'the receiver answered HTTP 101' }],
  ])('that the receiver %s is not taken, once', async (fault, expected) => {
    const before = receiver.requests;
    receiver.faults = [fault];
    expect(await post()).toMatchObject({ kind: 'not_taken', ...expected });
    expect(receiver.requests).toBe(before + 1);
  });

  it('goes to no private network, unless it may', async () => {
    const before = receiver.requests;
    const refused = await post({ ...receiver.options(), allowPrivate: false });
    expect(refused).toEqual({
      kind: 'not_taken',
      why: 'the host name leads to an address of a private or reserved network',
    });
    expect(receiver.requests).toBe(before);
  });

  it('goes to nobody whose certificate is not trusted', async () => {
    const { ca, ...options } = receiver.options();
    expect(await post(options)).toMatchObject({
      kind: 'not_taken',
      why: expect.stringContaining('not reached') as string,
    });
  });
});

describe('a request that is not ours', () => {
  const secret = newSecret();
  const now = new Date();
  const signed = (text: string, at = now, id = event.id): Record<string, string> => ({
    'Webhook-Id': id,
    'Webhook-Timestamp': String(Math.floor(at.getTime() / 1_000)),
    'Webhook-Signature': new Webhook(secret).sign(id, at, text),
  });

  it('is told from one that is', () => {
    expect(
      verifyEvent({ headers: signed(body), body: Buffer.from(body), secrets: [newSecret(), secret] }),
    ).toEqual(event);
  });

  it.each([
    ['another body', signed(body), body.replace('não', 'nao'), [secret]],
    ['another secret', signed(body), body, [newSecret()]],
    ['no secret', signed(body), body, []],
    ['six minutes old', signed(body, new Date(now.getTime() - 360_000)), body, [secret]],
    ['no headers', {}, body, [secret]],
    ['no event', signed('{"type":"x"}'), '{"type":"x"}', [secret]],
    ['another id', signed(body, now, 'evt_x'), body, [secret]],
  ])('%s', (_what, headers, text, secrets) => {
    expect(() => verifyEvent({ headers, body: text, secrets })).toThrow(InvalidWebhookError);
  });
});
