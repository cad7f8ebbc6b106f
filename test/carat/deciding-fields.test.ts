import { readPayment } from '../../carat/read-payment';
import { readSchedule } from '../../carat/read-schedule';
import { readEnvelope } from '../../carat/read-envelope';
import { NIT, SID } from './support/samples';

describe('the status of an answer', () => {
  it.each(['CON1', '1CON', 'C-N', 'CON NEG', 'A'.repeat(17), '', null, undefined, {}])(
    'decides, so that the answer is unreadable with %j',
    (status) => {
      expect(readPayment({ status, nit: NIT })).toEqual({ problem: 'unreadable_answer' });
      expect(readSchedule({ status, sid: SID })).toEqual({ problem: 'unreadable_answer' });
    },
  );

  it.each(['CON', 'con', 'PRE_AUTH', 'A'.repeat(16), ' CON '])('is kept as it stands: %j', (status) => {
    expect(readPayment({ status, nit: NIT })).toMatchObject({ value: { status: status.trim() } });
    expect(readSchedule({ status, sid: SID })).toMatchObject({ value: { status: status.trim() } });
  });
});

describe('the id of an answer', () => {
  it.each([undefined, null, '', ' '])('may be left out (%j): it is the one that was asked for', (id) => {
    expect(readPayment({ status: 'CON', nit: id }, NIT)).toEqual({ value: { status: 'CON', nit: NIT } });
    expect(readSchedule({ status: 'ATV', sid: id }, SID)).toMatchObject({ value: { sid: SID } });
  });

  it.each([undefined, null, ''])('cannot be left out (%j) where none was asked for', (id) => {
    expect(readPayment({ status: 'CON', nit: id })).toEqual({ problem: 'unreadable_answer' });
    expect(readSchedule({ status: 'ATV', sid: id })).toEqual({ problem: 'unreadable_answer' });
  });

  it.each(['a b', 'ä', {}, [], 'x'.repeat(129)])('is an id, or the answer is unreadable: %j', (id) => {
    expect(readPayment({ status: 'CON', nit: id }, NIT)).toEqual({ problem: 'unreadable_answer' });
    expect(readSchedule({ status: 'ATV', sid: id }, SID)).toEqual({ problem: 'unreadable_answer' });
  });

  it('is another one when it differs in more than its case', () => {
    expect(readPayment({ status: 'CON', nit: NIT.toUpperCase() }, NIT)).toMatchObject({
      value: { nit: NIT.toUpperCase() },
    });
    expect(readPayment({ status: 'CON', nit: 'x'.repeat(128) }, NIT)).toEqual({
      problem: 'answer_for_other_id',
    });
    expect(readSchedule({ status: 'ATV', sid: NIT }, SID)).toEqual({ problem: 'answer_for_other_id' });
  });
});

describe('the code of an answer', () => {
  const codeOf = (code: unknown): string | undefined => readEnvelope(JSON.stringify({ code }))?.code;

  it.each(['0', '255', '1272', 'ABC', 'BP_900-1'])('is one: %s', (code) => {
    expect(codeOf(code)).toBe(code);
  });

  it.each(['123456789', '4000000000000044', '25 5', '<0>', '0;', ''])('is none: %j', (code) => {
    expect(codeOf(code)).toBeUndefined();
  });
});

describe('the executions of a schedule', () => {
  const nitsOf = (nits: unknown): unknown => {
    const reading = readSchedule({ status: 'ATV', sid: SID, nits });
    return 'value' in reading ? reading.value.nits : reading;
  };

  it.each([[undefined], [null], [''], [[]], [['']], [[null]]])('are none: %j', (nits) => {
    expect(nitsOf(nits)).toStrictEqual([]);
  });

  it('do not depend on the list beside them, which decides nothing', () => {
    const schedule = { status: 'ATV', sid: SID, nits: [NIT], nsus: { 0: 'a b' } };
    expect(readSchedule(schedule)).toMatchObject({ value: { nits: [NIT], nsus: [] } });
  });
});
