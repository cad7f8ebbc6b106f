import {
  createRules,
  getScheduleRules,
  getTransactionRules,
  listRules,
  payRules,
} from '../../carat/call-rules';
import { interpret } from '../../carat/interpret';
import { outcomeOf, pay, payment, schedule } from './support/outcomes';
import { NIT, SID } from './support/samples';

/** Why nobody knows what became of a payment that was answered so. */
const reasonAt = (httpStatus: number, text = '{"code":"0"}'): unknown =>
  interpret({ httpStatus, text }, payRules(NIT));

describe('an HTTP status says why an answer decides nothing', () => {
  it.each<[number, string]>([
    [204, 'undocumented_http_status'],
    [299, 'undocumented_http_status'],
    [300, 'redirect'],
    [307, 'redirect'],
    [399, 'redirect'],
    [402, 'undocumented_http_status'],
    [418, 'undocumented_http_status'],
    [429, 'http_429'],
    [499, 'undocumented_http_status'],
    [500, 'http_5xx'],
    [599, 'http_5xx'],
  ])('%d: %s', (httpStatus, reason) => {
    expect(reasonAt(httpStatus)).toStrictEqual({ kind: 'unknown', reason, httpStatus, code: '0' });
  });

  it.each([200, 201, 400, 401, 404])('%d with what is not JSON: unreadable', (httpStatus) => {
    expect(reasonAt(httpStatus, '<html>')).toStrictEqual({
      kind: 'unknown',
      reason: 'unreadable_answer',
      httpStatus,
    });
  });
});

describe('an outcome has no more than it was told', () => {
  it('a denial without the words of the issuer', () => {
    expect(pay({ http: 400, code: '255', payment: payment('NEG') })).toStrictEqual({
      kind: 'denied',
      value: { payment: { status: 'NEG', nit: NIT } },
      code: '255',
      message: '',
      httpStatus: 400,
    });
  });

  it('a payment that is done', () => {
    expect(pay({ code: '0', payment: payment('CON') })).toStrictEqual({
      kind: 'done',
      value: { payment: { status: 'CON', nit: NIT } },
      httpStatus: 200,
    });
  });
});

describe('the code of a denial', () => {
  it.each(['RET', 'NOV', 'PEN'])('beside status %s decides nothing: the payment goes on', (status) => {
    expect(pay({ http: 400, code: '255', payment: payment(status) })).toStrictEqual({
      kind: 'unknown',
      reason: 'ambiguous_code',
      code: '255',
      httpStatus: 400,
      mayHaveBeenDenied: true,
    });
  });
});

describe('a creation', () => {
  const rules = createRules({ payment: true, schedule: true });

  it.each(['302', '134'])('that met trouble of the gateway (%s) is asked for again', (code) => {
    expect(outcomeOf(rules, { http: 400, code })).toMatchObject({
      kind: 'unknown',
      reason: 'ambiguous_code',
    });
  });

  it.each(['INV', 'ERR'])('whose object is %s came to nothing, whatever the code', (status) => {
    const objects = { payment: payment(status), schedule: schedule(status) };
    expect(outcomeOf(rules, { http: 400, code: '302', ...objects })).toMatchObject({
      kind: 'refused',
      value: { payment: { status } },
    });
    expect(outcomeOf(rules, { code: '0', ...objects })).toMatchObject({ reason: 'contradictory_answer' });
  });
});

describe('a query', () => {
  it.each([201, 400])('that succeeded with HTTP %d contradicts itself', (http) => {
    const answer = { http, code: '0', payment: payment('CON') };
    expect(outcomeOf(getTransactionRules(NIT), answer)).toMatchObject({
      kind: 'unknown',
      reason: 'contradictory_answer',
    });
  });

  it('of a schedule, or of a day, that failed has told nothing', () => {
    const failed = { http: 400, code: '131', schedule: schedule('ERR'), transactions: [] };
    const unknown = { kind: 'unknown', reason: 'ambiguous_code' };
    expect(outcomeOf(getScheduleRules(SID), failed)).toMatchObject(unknown);
    expect(outcomeOf(listRules(), failed)).toMatchObject(unknown);
  });
});

describe('the fate of a payment is unknown', () => {
  it('with code 115, which has a reason of its own', () => {
    expect(pay({ http: 400, code: '115' })).toEqual({
      kind: 'unknown',
      reason: 'authenticity_error',
      code: '115',
      httpStatus: 400,
    });
  });
});
