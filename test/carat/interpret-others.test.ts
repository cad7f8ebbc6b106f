import { createRules, getScheduleRules, getTransactionRules } from '../../carat/call-rules';
import { activate, confirm, outcomeOf, payment, schedule, undo, type Answer } from './support/outcomes';
import { NIT, SID } from './support/samples';

describe('a late confirmation', () => {
  it('is done with CON, an undo with PPN', () => {
    expect(confirm({ code: '0', payment: { status: 'CON' } })).toMatchObject({ kind: 'done' });
    expect(undo({ code: '0', payment: { status: 'PPN' } })).toMatchObject({ kind: 'done' });
  });

  it('whose answer tells the opposite is unknown', () => {
    expect(confirm({ code: '0', payment: { status: 'PPN' } })).toMatchObject({
      reason: 'contradictory_answer',
    });
    expect(confirm({ code: '0', payment: { status: 'PPC' } })).toMatchObject({
      reason: 'contradictory_answer',
    });
    expect(undo({ code: '0', payment: { status: 'CON' } })).toMatchObject({ reason: 'contradictory_answer' });
  });

  it('is refused when the payment still waits', () => {
    expect(confirm({ http: 400, code: '110', payment: payment('PPC') })).toMatchObject({
      kind: 'refused',
      code: '110',
    });
    expect(undo({ http: 400, code: '110', payment: payment('PPC') })).toMatchObject({
      kind: 'refused',
      code: '110',
    });
  });

  it.each(['107', '932', '101', '102'])(
    'answered with %s is settled by query: an earlier one may have worked',
    (code) => {
      expect(confirm({ http: 400, code })).toMatchObject({ kind: 'unknown', reason: 'ambiguous_code' });
      expect(undo({ http: 400, code })).toMatchObject({ kind: 'unknown', reason: 'ambiguous_code' });
    },
  );

  it('with ERR beside a failure is settled by query: the payment may still wait', () => {
    expect(confirm({ http: 400, code: '131', payment: payment('ERR') })).toMatchObject({ kind: 'unknown' });
  });

  it('can be denied; an undo cannot', () => {
    expect(confirm({ http: 400, code: '255', payment: payment('NEG') })).toMatchObject({ kind: 'denied' });
    expect(undo({ http: 400, code: '257' })).toMatchObject({ kind: 'unknown', reason: 'ambiguous_code' });
    expect(undo({ http: 400, code: '255' })).toMatchObject({ reason: 'denial_without_payment' });
  });
});

describe('an activation', () => {
  it('is done with ATV', () => {
    expect(activate({ code: '0', schedule: schedule('ATV') })).toEqual({
      kind: 'done',
      value: { schedule: { status: 'ATV', sid: SID, nits: [], nsus: [] } },
      httpStatus: 200,
    });
  });

  it('is refused with ERR, or a bad card number', () => {
    expect(activate({ http: 400, code: '131', schedule: schedule('ERR') })).toMatchObject({
      kind: 'refused',
      value: { schedule: { status: 'ERR' } },
    });
    expect(activate({ http: 400, code: '11' })).toMatchObject({ kind: 'refused' });
  });

  it.each(['NOV', 'ERR', 'INA', 'FIN'])('with code 0 and status %s is unknown', (status) => {
    expect(activate({ code: '0', schedule: schedule(status) })).toMatchObject({
      reason: 'contradictory_answer',
    });
  });

  it('refused while the schedule reads ATV is unknown: an earlier one may have worked', () => {
    expect(activate({ http: 400, code: '11', schedule: schedule('ATV') })).toMatchObject({ kind: 'unknown' });
  });

  it('that is denied is unknown: no denial is documented here', () => {
    const unknown = { kind: 'unknown', reason: 'denial_without_payment' };
    expect(activate({ http: 400, code: '255' })).toMatchObject(unknown);
  });
});

describe('a creation', () => {
  const both = createRules({ payment: true, schedule: true });

  it('is done when everything that was asked for has its id', () => {
    const answer = { http: 201, code: '0', payment: payment('NOV'), schedule: schedule('NOV') };
    expect(outcomeOf(both, answer)).toMatchObject({
      kind: 'done',
      value: { payment: { status: 'NOV', nit: NIT }, schedule: { status: 'NOV', sid: SID } },
    });
  });

  it('is unknown when an id is missing', () => {
    expect(outcomeOf(both, { http: 201, code: '0', payment: payment('NOV') })).toMatchObject({
      kind: 'unknown',
      reason: 'unreadable_answer',
    });
    expect(outcomeOf(both, { http: 201, code: '0', schedule: schedule('NOV') })).toMatchObject({
      kind: 'unknown',
      reason: 'unreadable_answer',
    });
    const withoutSid = { http: 201, code: '0', payment: payment('NOV'), schedule: { status: 'NOV' } };
    expect(outcomeOf(both, withoutSid)).toMatchObject({ kind: 'unknown', reason: 'unreadable_answer' });
  });

  it.each(['5', '78', '138', '143', '154', '4321'])(
    'is refused with code %s, listed or not: no money is at stake',
    (code) => {
      expect(outcomeOf(both, { http: 400, code })).toMatchObject({ kind: 'refused', code });
    },
  );

  it('is unknown when the gateway has trouble of its own', () => {
    expect(outcomeOf(both, { http: 400, code: '302' })).toMatchObject({ kind: 'unknown' });
    expect(outcomeOf(both, { http: 500, code: '0' })).toMatchObject({ kind: 'unknown', reason: 'http_5xx' });
  });
});

describe('a query', () => {
  const getTransaction = (answer: Answer) => outcomeOf(getTransactionRules(NIT), answer);

  it.each(['NOV', 'NEG', 'ERR', 'EXP', 'CON', 'XYZ'])('that finds %s is done', (status) => {
    expect(getTransaction({ code: '0', payment: payment(status) })).toMatchObject({
      kind: 'done',
      value: { payment: { status } },
    });
  });

  it('that tells a denied payment with the code of its denial is done', () => {
    expect(getTransaction({ http: 400, code: '255', payment: payment('NEG') })).toMatchObject({
      kind: 'done',
    });
  });

  it.each([
    ['131', 'ERR'],
    ['62', 'INV'],
    ['131', 'EXP'],
  ])('that tells a payment that came to nothing with code %s and status %s is done', (code, status) => {
    expect(getTransaction({ http: 400, code, payment: payment(status) })).toMatchObject({
      kind: 'done',
      value: { payment: { status } },
    });
  });

  it.each(['CON', 'PPC', 'PEN', 'NOV'])('with a failure code and status %s is no answer', (status) => {
    expect(getTransaction({ http: 400, code: '131', payment: payment(status) })).toMatchObject({
      kind: 'unknown',
    });
  });

  it.each(['89', '116', '134', '140', '142'])(
    'that failed itself (%s) is no answer, whatever stands beside it',
    (code) => {
      expect(getTransaction({ http: 400, code, payment: payment('ERR') }).kind).not.toBe('done');
    },
  );

  it.each([
    [404, '82'],
    [404, '3'],
    [400, '82'],
  ])('that finds nothing (HTTP %d, code %s) is refused, and says so', (http, code) => {
    expect(getTransaction({ http, code, message: 'not found' })).toEqual({
      kind: 'refused',
      code,
      message: 'not found',
      httpStatus: http,
      noSuchTransaction: true,
    });
  });

  it.each<[string, Answer]>([
    ['at a wrong address', { http: 404, code: '137' }],
    ['with a wrong method', { http: 405, code: '0' }],
    ['without permission', { http: 403, code: '82' }],
  ])('that is refused %s has not said that there is no such transaction', (_name, answer) => {
    expect(getTransaction(answer)).toMatchObject({ kind: 'refused' });
    expect(getTransaction(answer)).not.toHaveProperty('noSuchTransaction');
  });

  it.each(['116', '89', '302', '4321'])('answered with %s has told nothing', (code) => {
    expect(getTransaction({ http: 400, code })).toMatchObject({ kind: 'unknown', code });
  });

  it('of a NIT is answered by the schedule alone, and not with a failure code', () => {
    expect(getTransaction({ code: '0', schedule: schedule('ATV') })).toMatchObject({
      kind: 'done',
      value: { schedule: { status: 'ATV' } },
    });
    expect(getTransaction({ http: 400, code: '131', schedule: schedule('ERR') })).toMatchObject({
      kind: 'unknown',
      reason: 'ambiguous_code',
    });
  });

  it('of a NIT whose payment cannot be read is not answered by the schedule beside it', () => {
    expect(getTransaction({ code: '0', payment: { status: 1 }, schedule: schedule('ATV') })).toMatchObject({
      kind: 'unknown',
      reason: 'unreadable_answer',
    });
  });

  it('that brings neither payment nor schedule has told nothing', () => {
    expect(getTransaction({ code: '0' })).toMatchObject({ kind: 'unknown', reason: 'unreadable_answer' });
    expect(outcomeOf(getScheduleRules(SID), { code: '0' })).toMatchObject({ reason: 'unreadable_answer' });
  });
});
