import fc from 'fast-check';
import { payRules } from '../../carat/call-rules';
import { CODE_TABLE } from '../../carat/code-table';
import { interpret } from '../../carat/interpret';
import { activate, confirm, pay, payment, schedule, undo, type Answer } from './support/outcomes';
import { NIT, SID } from './support/samples';

const OTHER_PAYMENT = { status: 'NEG', nit: 'b'.repeat(64) };

describe('a payment is done', () => {
  it.each(['CON', 'PPC', 'PEN', 'AGU', 'RET', 'XYZ'])('with code 0 and status %s', (status) => {
    expect(pay({ code: '0', payment: payment(status) })).toEqual({
      kind: 'done',
      value: { payment: { status, nit: NIT } },
      httpStatus: 200,
    });
  });

  it('and brings the schedule that it activated', () => {
    expect(pay({ code: '0', payment: payment('CON'), schedule: schedule('ATV') })).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'CON' }, schedule: { status: 'ATV', sid: SID } },
    });
  });
});

describe('a payment is denied', () => {
  it('with code 255 on HTTP 400, and the issuer tells why', () => {
    const body = { ...payment('NEG'), authorizer_code: '51', authorizer_message: 'Saldo insuficiente' };
    expect(pay({ http: 400, code: '255', message: 'Pagamento negado', payment: body })).toEqual({
      kind: 'denied',
      value: {
        payment: { status: 'NEG', nit: NIT, authorizerCode: '51', authorizerMessage: 'Saldo insuficiente' },
      },
      code: '255',
      message: 'Pagamento negado',
      authorizerCode: '51',
      authorizerMessage: 'Saldo insuficiente',
      httpStatus: 400,
    });
  });

  it.each(['0', '100', '102', '131', '400', '999', '4321'])(
    'with status NEG, whatever the code (%s)',
    (code) => {
      expect(pay({ http: code === '0' ? 200 : 400, code, payment: payment('NEG') })).toMatchObject({
        kind: 'denied',
        code,
      });
    },
  );
});

describe('a payment is refused, and nothing happened', () => {
  it.each(['26', '27', '30', '31', '110'])('with code %s, because of the store', (code) => {
    const refusal = { kind: 'refused', code, credentialsRefused: true };
    expect(pay({ http: 400, code, message: 'invalid' })).toMatchObject(refusal);
  });

  it.each(['11', '33', '73', '108'])('with code %s', (code) => {
    expect(pay({ http: 400, code, message: 'invalid' })).toEqual({
      kind: 'refused',
      code,
      message: 'invalid',
      httpStatus: 400,
    });
  });

  it.each(['ERR', 'INV', 'EXP', 'BLQ'])(
    'with the final status %s beside a code that leaves it open',
    (status) => {
      expect(pay({ http: 400, code: '131', payment: payment(status) })).toMatchObject({
        kind: 'refused',
        code: '131',
        value: { payment: { status } },
      });
    },
  );

  it.each([401, 403, 404, 405])('with HTTP %d and a message of the gateway', (http) => {
    const text = JSON.stringify({ code: '0', message: 'not allowed' });
    expect(interpret({ httpStatus: http, text }, payRules(NIT))).toEqual({
      kind: 'refused',
      code: `http_${http}`,
      message: 'not allowed',
      httpStatus: http,
      ...(http === 401 || http === 403 ? { credentialsRefused: true } : {}),
      ...(http === 404 ? { noSuchTransaction: true } : {}),
    });
  });

  it.each([401, 403, 404, 405])('not when HTTP %d is a page of something in between', (http) => {
    expect(interpret({ httpStatus: http, text: '<html>' }, payRules(NIT))).toEqual({
      kind: 'unknown',
      reason: 'unreadable_answer',
      httpStatus: http,
    });
  });
});

describe('the fate of a payment is unknown', () => {
  it.each(['89', '100', '102', '107', '131', '134', '136', '138', '143', '257', '302', '400', '1271'])(
    'with code %s, which does not say whether it was executed',
    (code) => {
      expect(pay({ http: 400, code })).toEqual({
        kind: 'unknown',
        reason: 'ambiguous_code',
        code,
        httpStatus: 400,
      });
    },
  );

  it.each(['255', '259', '910', '920', '940'])(
    'with code %s alone: with automatic retries it is not the last word',
    (code) => {
      expect(pay({ http: 400, code })).toMatchObject({
        kind: 'unknown',
        reason: 'denial_without_payment',
        code,
      });
    },
  );

  it.each([
    [404, '102', 'CON'],
    [403, '0', 'PPC'],
    [401, '107', undefined],
    [405, '255', undefined],
  ])('with HTTP %d when code %s or status %s speaks of the payment', (http, code, status) => {
    const answer = { http, code, ...(status === undefined ? {} : { payment: payment(status) }) };
    expect(pay(answer)).toMatchObject({ kind: 'unknown', reason: 'contradictory_answer' });
  });

  it.each(['151', '4321', 'ABC'])('with code %s, which no list knows', (code) => {
    expect(pay({ http: 400, code })).toMatchObject({ kind: 'unknown', reason: 'unlisted_code', code });
  });

  it.each(['RET', 'PEN', 'AGU', 'NOV'])('with the code of a denial and status %s', (status) => {
    expect(pay({ http: 400, code: '255', payment: payment(status) })).toMatchObject({ kind: 'unknown' });
  });

  it.each(['CON', 'PPC', 'PEN', 'EST', 'XYZ'])('with a code of refusal and status %s', (status) => {
    expect(pay({ http: 400, code: '11', payment: payment(status) })).toMatchObject({
      kind: 'unknown',
      reason: 'contradictory_answer',
    });
  });

  it.each(['NOV', 'ERR', 'INV', 'EXP', 'EST', 'PPN'])('with code 0 and status %s', (status) => {
    expect(pay({ code: '0', payment: payment(status) })).toMatchObject({
      kind: 'unknown',
      reason: 'contradictory_answer',
    });
  });

  it('with code 134, and the issuer’s denial beside it is a denial', () => {
    const body = { ...payment('NEG'), authorizer_code: '82' };
    expect(pay({ http: 400, code: '134', payment: body })).toMatchObject({
      kind: 'denied',
      authorizerCode: '82',
    });
  });

  it.each([201, 400])('with code 0 on HTTP %d', (http) => {
    expect(pay({ http, code: '0', payment: payment('CON') })).toMatchObject({
      kind: 'unknown',
      reason: 'contradictory_answer',
    });
  });

  it('with code 0 and no payment', () => {
    expect(pay({ code: '0' })).toMatchObject({ kind: 'unknown', reason: 'unreadable_answer' });
  });

  it.each(['0', '11', '255'])('with code %s and the payment of another NIT', (code) => {
    const other = { status: 'CON', nit: 'b'.repeat(64) };
    expect(pay({ code, payment: other })).toMatchObject({ kind: 'unknown', reason: 'answer_for_other_id' });
  });

  it.each([429, 500, 502, 503, 504, 402, 409, 418])(
    'with HTTP %d, even when the body says code 0',
    (http) => {
      expect(pay({ http, code: '0', payment: payment('CON') })).toMatchObject({
        kind: 'unknown',
        httpStatus: http,
      });
    },
  );
});

describe('an answer that decides nothing may be a denial', () => {
  it.each<[string, Answer]>([
    ['the code of a denial alone', { http: 400, code: '255' }],
    [
      'the code of a denial beside a payment that is open',
      { http: 400, code: '920', payment: payment('RET') },
    ],
    ['the code of a denial beside what cannot be read', { http: 400, code: '259', payment: { status: 1 } }],
    ['the code of a denial that speaks of another NIT', { http: 400, code: '910', payment: OTHER_PAYMENT }],
    ['the code of a denial in an answer that failed', { http: 500, code: '940' }],
    ['the code of a denial in an answer without permission', { http: 403, code: '255' }],
    ['the status of a denial in an answer that failed', { http: 502, code: '0', payment: payment('NEG') }],
    ['the status of a denial in an answer “not found”', { http: 404, code: '0', payment: payment('NEG') }],
  ])('with %s', (_name, answer) => {
    expect(pay(answer)).toMatchObject({ kind: 'unknown', mayHaveBeenDenied: true });
  });

  it.each<[string, Answer]>([
    ['a code about the state', { http: 400, code: '102' }],
    ['the code of a card query', { http: 400, code: '134' }],
    ['a payment that is open', { http: 400, code: '131', payment: payment('PEN') }],
    ['an answer that failed', { http: 503, code: '0' }],
  ])('but not with %s', (_name, answer) => {
    expect(pay(answer)).not.toHaveProperty('mayHaveBeenDenied');
  });

  it('and a capture may, too; what no issuer can deny may not', () => {
    expect(confirm({ http: 400, code: '255' })).toMatchObject({ kind: 'unknown', mayHaveBeenDenied: true });
    expect(undo({ http: 400, code: '255' })).not.toHaveProperty('mayHaveBeenDenied');
    expect(activate({ http: 400, code: '255' })).not.toHaveProperty('mayHaveBeenDenied');
  });
});

describe('an answer that asks to be left alone', () => {
  const told = (httpStatus: number) =>
    interpret({ httpStatus, text: '{"code":"0"}', retryAfterMs: 90_000 }, payRules(NIT));

  it.each([429, 503])('says for how long beside HTTP %d', (httpStatus) => {
    expect(told(httpStatus)).toMatchObject({ kind: 'unknown', httpStatus, retryAfterMs: 90_000 });
  });

  it.each([301, 418, 500])('is not asked so by HTTP %d', (httpStatus) => {
    expect(told(httpStatus)).not.toHaveProperty('retryAfterMs');
  });
});

describe('no answer at all can promise too much', () => {
  const statuses = [
    'NOV',
    'INV',
    'PPC',
    'PPN',
    'PEN',
    'CON',
    'NEG',
    'ERR',
    'BLQ',
    'EXP',
    'EST',
    'AGU',
    'RET',
    'XYZ',
  ];
  const code = fc.oneof(
    fc.constantFrom('0', '255', '102', '131', '11'),
    fc.constantFrom(...CODE_TABLE.map(([from]) => String(from))),
    fc.integer({ min: 0, max: 9999 }).map(String),
  );
  const answer = fc.record({
    http: fc.oneof(fc.constantFrom(200, 201, 400), fc.integer({ min: 200, max: 599 })),
    code,
    status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
  });

  it('a refused or denied payment never carries a status that money may stand behind', () => {
    fc.assert(
      fc.property(answer, ({ http, code, status }) => {
        fc.pre(![401, 403, 404, 405].includes(http));
        const outcome = pay({ http, code, ...(status === undefined ? {} : { payment: payment(status) }) });
        const promisesNothingHappened = outcome.kind === 'refused' || outcome.kind === 'denied';
        const mayBeCharged = ['CON', 'PPC', 'PEN', 'AGU', 'RET', 'EST', 'PPN', 'XYZ'].includes(status ?? '');
        expect(promisesNothingHappened && mayBeCharged).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('done always means HTTP 200 and code 0', () => {
    fc.assert(
      fc.property(answer, ({ http, code, status }) => {
        const outcome = pay({ http, code, ...(status === undefined ? {} : { payment: payment(status) }) });
        expect(outcome.kind === 'done' && (http !== 200 || code !== '0')).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('whatever text comes back, a payment is neither done nor denied by it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { kind } = interpret({ httpStatus: 200, text }, payRules(NIT));
        expect(['unknown', 'refused']).toContain(kind);
      }),
    );
  });
});
