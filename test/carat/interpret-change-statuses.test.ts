import { editRules, refundRules, type CallRules } from '../../carat/call-rules';
import { interpret } from '../../carat/interpret';
import { NIT, SEID, SID } from './support/samples';

/**
 * What an answer to an edit or a refund means, by the status in it and by its code, as in interpret-statuses.test.ts: 0, 11 (a code by
 * which nothing was done), 131 (a code that leaves it open). `d` done, `n` denied, `r` refused, `?` unknown: ask.
 */
const REFUND = `
  NOV ? r ?    INV ? r r    PPC ? ? ?    PPN ? ? ?    PEN d ? ?    CON d ? ?    NEG n n n    ERR ? r r
  BLQ ? r r    EXP ? r r    EST ? ? ?    AGU d ? ?    ABA ? r ?    CAN ? r ?    RET d ? ?    XYZ d ? ?    - ? r ?`;
const EDIT = `NOV ? r ?    INV ? r r    EXP ? r r    ERR ? ? ?    CON d ? ?    XYZ d ? ?    - ? r ?`;

const LETTERS = { done: 'd', denied: 'n', refused: 'r', unknown: '?', not_sent: '!' } as const;

const rowsOf = (table: string): [string, string][] =>
  table
    .trim()
    .split(/\s{2,}/)
    .map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]);

const lettersOf = <T>(rules: CallRules<T>, objects: object): string =>
  ['0', '11', '131']
    .map((code) => {
      const text = JSON.stringify({ code, message: '', ...objects });
      return LETTERS[interpret({ httpStatus: code === '0' ? 200 : 400, text }, rules).kind];
    })
    .join(' ');

describe('refunding, answered with a status and a code', () => {
  it.each(rowsOf(REFUND))('%s: %s', (status, letters) => {
    const objects = status === '-' ? {} : { cancellation: { status, nit: NIT } };
    expect(lettersOf(refundRules(NIT), objects)).toBe(letters);
  });
});

describe('editing, answered with a status and a code', () => {
  it.each(rowsOf(EDIT))('%s: %s', (status, letters) => {
    const objects = status === '-' ? {} : { schedule_edit: { status, seid: SEID } };
    expect(lettersOf(editRules({ seid: SEID, sid: SID }), objects)).toBe(letters);
  });
});
