import { answerOfQuery, outcomeOfSend } from '../../activities/outcomes';
import { CaratRequestError } from '../../carat/errors';
import type { NotSentReason, Outcome, UnknownReason } from '../../carat/outcome';
import type { CaratAnswer } from '../../activities/facts';

const NIT = 'a'.repeat(64);

const sent = (outcome: Outcome<CaratAnswer>) => outcomeOfSend(() => Promise.resolve(outcome));
const asked = (outcome: Outcome<CaratAnswer>) => answerOfQuery(() => Promise.resolve(outcome));
const failing = (code: CaratRequestError['code']) => () =>
  Promise.reject(new CaratRequestError({ code, field: 'nit', problem: 'is wrong', nextStep: 'Correct it.' }));

describe('what a refusal says', () => {
  const refused = { kind: 'refused', code: '82', message: 'not found', httpStatus: 404 } as const;
  const asTold = { kind: 'refused', facts: {}, code: '82', message: 'not found', refusedBy: 'gateway' };

  it('is who refused, and no more', async () => {
    expect(await sent(refused)).toEqual(asTold);
    expect(await asked(refused)).toEqual(asTold);
  });

  it('is that the gateway knows nothing of the id', async () => {
    const outcome = { ...refused, noSuchTransaction: true } as const;
    expect(await sent(outcome)).toEqual({ ...asTold, noSuchTransaction: true });
    expect(await asked(outcome)).toEqual({ ...asTold, noSuchTransaction: true });
  });

  it('is that the store was refused', async () => {
    expect(await asked({ ...refused, credentialsRefused: true })).toEqual({
      ...asTold,
      credentialsRefused: true,
    });
  });

  it('of our own client is not the gateway’s', async () => {
    const ours = {
      kind: 'refused',
      facts: {},
      code: 'CARAT_REQUEST_INVALID',
      message: 'nit: is wrong. Correct it.',
      refusedBy: 'client',
    };
    expect(await outcomeOfSend(failing('CARAT_REQUEST_INVALID'))).toEqual(ours);
    expect(await answerOfQuery(failing('CARAT_REQUEST_INVALID'))).toEqual(ours);
  });
});

describe('the code of a denial', () => {
  const denied = (authorizerCode: string) =>
    sent({
      ...{ kind: 'denied', code: '255', message: 'denied', httpStatus: 400, authorizerCode },
      value: { payment: { status: 'NEG', nit: NIT, authorizerCode } },
    });

  it.each([
    ['alone', '51', '51'],
    ['with words', '51 saldo insuficiente', '51 saldo insuficiente'],
    // The documented test card, as people and machines spell it.
    ['that is a card number', '4111111111111111', '***'],
    ['with a card number', '51 cartao 4111 1111 1111 1111 negado', '51 cartao *** negado'],
    ['with a card number in fives', '41111 11111 11111 1 negado', '*** negado'],
    ['with a long text', `51 ${'x'.repeat(500)}`, `51 ${'x'.repeat(37)}`],
  ])('is the issuer’s, short, and holds no card number: %s', async (_what, authorizerCode, code) => {
    expect(await denied(authorizerCode)).toMatchObject({
      code,
      facts: { payment: { authorizerCode: code } },
    });
  });
});

describe('a send whose fate is not known', () => {
  it('keeps reason and code apart', async () => {
    expect(await sent({ kind: 'unknown', reason: 'ambiguous_code', code: '102', httpStatus: 400 })).toEqual({
      kind: 'unknown',
      reason: 'ambiguous_code',
      code: '102',
    });
  });

  it('says that it may have been denied', async () => {
    const outcome = { kind: 'unknown', reason: 'http_5xx', code: '255', mayHaveBeenDenied: true } as const;
    expect(await sent(outcome)).toEqual(outcome);
  });

  it('is not told to wait: it is asked, not sent again', async () => {
    expect(
      await sent({ kind: 'unknown', reason: 'http_429', httpStatus: 429, retryAfterMs: 60_000 }),
    ).toEqual({ kind: 'unknown', reason: 'http_429' });
  });

  it('was not sent when the client is closed', async () => {
    expect(await outcomeOfSend(failing('CARAT_CLIENT_CLOSED'))).toEqual({
      kind: 'not_sent',
      reason: 'shutting_down',
    });
  });
});

describe('a question', () => {
  it('has its answer in a denial: the payment is told', async () => {
    const value = { payment: { status: 'NEG', nit: NIT } };
    expect(await asked({ kind: 'denied', value, code: '255', message: '', httpStatus: 400 })).toEqual({
      kind: 'done',
      facts: { payment: { status: 'NEG', nit: NIT } },
    });
  });

  it.each<NotSentReason | UnknownReason>(['dns', 'tls', 'answer_timeout', 'unlisted_code'])(
    'that met %s is a failure that is retried, by its type',
    async (reason) => {
      const outcome =
        reason === 'dns' || reason === 'tls'
          ? ({ kind: 'not_sent', reason } as const)
          : ({ kind: 'unknown', reason } as Outcome<never>);
      await expect(asked(outcome)).rejects.toMatchObject({ type: `gateway_${reason}`, nonRetryable: false });
    },
  );

  it('of a worker that stops is retried, by another one', async () => {
    await expect(answerOfQuery(failing('CARAT_CLIENT_CLOSED'))).rejects.toMatchObject({
      type: 'gateway_shutting_down',
      nonRetryable: false,
    });
  });
});

describe('a question that is told to wait', () => {
  const toldToWait = (retryAfterMs?: number): Outcome<CaratAnswer> => ({
    kind: 'unknown',
    reason: 'http_429',
    httpStatus: 429,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

  it('for a short time is retried after it', async () => {
    await expect(asked(toldToWait(30_000))).rejects.toMatchObject({
      type: 'gateway_http_429',
      nonRetryable: false,
      nextRetryDelay: 30_000,
    });
  });

  it('for longer says so at once', async () => {
    expect(await asked(toldToWait(30_001))).toEqual({
      kind: 'no_answer',
      reason: 'told_to_wait',
      retryAfterMs: 30_001,
    });
  });

  it('without a time is retried at the pace of the call', async () => {
    await expect(asked(toldToWait())).rejects.toMatchObject({
      type: 'gateway_http_429',
      nextRetryDelay: undefined,
    });
  });
});
