import { beginRules, editRules, getTransactionRules, refundRules } from '../../carat/call-rules';
import { interpret } from '../../carat/interpret';
import type { Outcome } from '../../carat/outcome';
import { NIT, SEID, SID } from './support/samples';

type Body = Record<string, unknown>;

const answer = (http: number, body: Body) => ({ httpStatus: http, text: JSON.stringify(body) });
const begin = (http: number, body: Body) => interpret(answer(http, body), beginRules());
const edit = (http: number, body: Body) => interpret(answer(http, body), editRules({ seid: SEID, sid: SID }));
const refund = (http: number, body: Body) => interpret(answer(http, body), refundRules(NIT));
const ask = (body: Body) => interpret(answer(200, body), getTransactionRules(NIT));
const unknown = (reason: string): Partial<Outcome<unknown>> => ({ kind: 'unknown', reason }) as never;

describe('a begin', () => {
  it.each([200, 201])('is done with code 0 and HTTP %i', (http) => {
    expect(begin(http, { code: '0', message: 'OK. Transaction successful.' })).toEqual({
      kind: 'done',
      value: {},
      httpStatus: http,
    });
  });

  it.each([
    ['115', { authenticityFailed: true }],
    ['107', {}],
    ['300', {}],
    ['150', {}],
    ['82', { noSuchTransaction: true }],
    ['151', {}],
  ])('with code %s', (code, flags) => {
    const outcome = begin(400, { code, message: '' });
    expect(outcome).toEqual({ kind: 'refused', code, message: '', httpStatus: 400, ...flags });
  });

  it.each(['89', '116', '131', '302'])('with code %s, trouble of the gateway, is unknown', (code) => {
    expect(begin(400, { code })).toMatchObject(unknown('ambiguous_code'));
  });

  it('of what the gateway does not know is refused, of a store that it does not know as well', () => {
    expect(begin(404, { code: '82' })).toMatchObject({ kind: 'refused', noSuchTransaction: true });
    expect(begin(401, { code: '146' })).toMatchObject({ kind: 'refused', credentialsRefused: true });
  });
});

describe('an edit', () => {
  const con = { schedule_edit: { status: 'CON' } };
  const schedule = { sid: SID, status: 'ATV', amount: '100', current_times: '0' };

  it('is done when its own status says so', () => {
    expect(edit(200, { code: '0', ...con })).toMatchObject({
      kind: 'done',
      value: { edit: { status: 'CON' } },
    });
  });

  it.each([
    ['without its own status', 200, { code: '0', schedule }, 'unreadable_answer'],
    ['with one that is none', 200, { code: '0', schedule_edit: { status: 5 } }, 'unreadable_answer'],
    ['that still reads NOV', 200, { code: '0', schedule_edit: { status: 'NOV' } }, 'contradictory_answer'],
    ['that reads EXP', 200, { code: '0', schedule_edit: { status: 'EXP' } }, 'contradictory_answer'],
    [
      'of another SEID',
      200,
      { code: '0', schedule_edit: { status: 'CON', seid: NIT } },
      'answer_for_other_id',
    ],
    [
      'of another SID',
      200,
      { code: '0', ...con, schedule: { ...schedule, sid: NIT } },
      'answer_for_other_id',
    ],
    ['with HTTP 201', 201, { code: '0', ...con }, 'contradictory_answer'],
    ['with code 102', 400, { code: '102' }, 'ambiguous_code'],
    ['with code 115', 400, { code: '115' }, 'authenticity_error'],
    ['with a code of no list', 400, { code: '151' }, 'unlisted_code'],
    ['with a bad field, and CON', 400, { code: '33', ...con }, 'contradictory_answer'],
    ['with a page of 502', 502, { code: '0', ...con }, 'http_5xx'],
  ])('%s is unknown', (_name, http, body, reason) => {
    expect(edit(http, body)).toMatchObject(unknown(reason));
  });

  it.each([
    ['a bad field', 400, { code: '33' }],
    ['a bad field, untouched', 400, { code: '33', schedule_edit: { status: 'NOV' } }],
    ['an edit that expired', 400, { code: '102', schedule_edit: { status: 'EXP' } }],
    ['an edit that was invalidated', 400, { code: '115', schedule_edit: { status: 'INV' } }],
    ['an unknown SEID', 404, { code: '82' }],
  ])('for %s is refused', (_name, http, body) => {
    expect(edit(http, body)).toMatchObject({ kind: 'refused', code: body.code });
  });

  it('tells the schedule only when it names it and its executions cannot be missed', () => {
    const told = (fields: object): unknown => {
      const outcome = edit(200, { code: '0', ...con, schedule: { ...schedule, ...fields } });
      return 'value' in outcome ? outcome.value.schedule : outcome;
    };
    expect(told({})).toMatchObject({ sid: SID, amountCents: 100, nits: [] });
    expect(told({ nits: [NIT], current_times: '1', installments: '2', installment_type: '3' })).toMatchObject(
      {
        ...{ nits: [NIT], installments: 2, installmentType: '3' },
      },
    );
    expect(told({ current_times: '1' })).toBeUndefined();
    expect(told({ current_times: undefined })).toBeUndefined();
    expect(told({ sid: undefined })).toBeUndefined();
  });
});

describe('a refund', () => {
  const of = (status: string, fields: object = {}) => ({ cancellation: { status, nit: NIT, ...fields } });

  it('is done with CON, and awaits its answer with PEN', () => {
    const cancellation = { status: 'CON', nit: NIT, amountCents: 300, esitefUsn: '250305000000009' };
    expect(
      refund(200, { code: '0', ...of('CON', { amount: '300', esitef_usn: '250305000000009' }) }),
    ).toEqual({
      kind: 'done',
      value: { cancellation },
      httpStatus: 200,
    });
    expect(refund(200, { code: '0', ...of('PEN') })).toMatchObject({ kind: 'done' });
  });

  it('is denied with NEG, in the words of the issuer', () => {
    const words = { authorizer_code: '05', authorizer_message: 'Nao autorizada' };
    expect(refund(400, { code: '257', message: 'Reversal denied', ...of('NEG', words) })).toMatchObject({
      ...{ kind: 'denied', code: '257', authorizerCode: '05', authorizerMessage: 'Nao autorizada' },
    });
  });

  it.each([
    ['denied without its object', 400, { code: '257' }, 'ambiguous_code'],
    ['that awaits its answer', 400, { code: '256', ...of('PEN') }, 'ambiguous_code'],
    ['that cannot be created', 400, { code: '300' }, 'ambiguous_code'],
    ['of a NIT that was used', 400, { code: '102' }, 'ambiguous_code'],
    ['that fails on the way', 400, { code: '131' }, 'ambiguous_code'],
    ['with code 115', 400, { code: '115' }, 'authenticity_error'],
    ['without its object', 200, { code: '0' }, 'unreadable_answer'],
    ['of another NIT', 200, { code: '0', cancellation: { status: 'CON', nit: SID } }, 'answer_for_other_id'],
    ['that is told done in NOV', 200, { code: '0', ...of('NOV') }, 'contradictory_answer'],
    ['with a bad amount, and CON', 400, { code: '33', ...of('CON') }, 'contradictory_answer'],
    ['with a page of 500', 500, {}, 'http_5xx'],
  ])('%s is unknown', (_name, http, body, reason) => {
    expect(refund(http, body)).toMatchObject(unknown(reason));
  });

  it.each([
    ['more than is left', { code: '33' }],
    ['another card', { code: '301' }],
    ['no card', { code: '10' }],
    ['a failure that is final', { code: '131', ...of('ERR') }],
    ['a NIT that expired', { code: '102', ...of('EXP') }],
  ])('of %s is refused', (_name, body) => {
    expect(refund(400, body)).toMatchObject({ kind: 'refused', code: body.code });
  });
});

describe('a question about a refund', () => {
  it.each([
    ['alone', {}],
    ['beside the payment that it takes back', { payment: { status: 'EST', nit: SID } }],
  ])('is answered by its object %s', (_name, more) => {
    expect(ask({ code: '0', cancellation: { status: 'CON', nit: NIT }, ...more })).toMatchObject({
      kind: 'done',
      value: { cancellation: { status: 'CON', nit: NIT } },
    });
  });

  it.each([
    ['with a NIT of its own', { status: 'CON', nit: SID }],
    ['without one', { status: 'CON' }],
  ])(
    'is answered by the payment that was asked for, beside a cancellation of it %s',
    (_name, cancellation) => {
      const answer = ask({ code: '0', payment: { status: 'EST', nit: NIT }, cancellation });
      expect(answer).toMatchObject({ kind: 'done', value: { payment: { status: 'EST', nit: NIT } } });
      expect(answer).not.toHaveProperty('value.cancellation');
    },
  );

  it('is answered by the record of one that came to nothing', () => {
    expect(ask({ code: '131', cancellation: { status: 'ERR', nit: NIT } })).toMatchObject({ kind: 'done' });
  });

  it('is not answered by another one', () => {
    expect(ask({ code: '0', cancellation: { status: 'CON', nit: SID } })).toMatchObject(
      unknown('answer_for_other_id'),
    );
  });
});
