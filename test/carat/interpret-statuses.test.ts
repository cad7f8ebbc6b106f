import {
  activateRules,
  confirmRules,
  createRules,
  payRules,
  undoRules,
  type CommandRules,
} from '../../carat/call-rules';
import { outcomeOf, payment, schedule } from './support/outcomes';
import { NIT, SID } from './support/samples';

/**
 * What an answer to a command means, by the status in it and by its code: 0, 11 (a code by which nothing was done), 131 (a code that
 * leaves it open). `d` done, `n` denied, `r` refused, `?` unknown: ask. `-` stands for an answer without the object.
 */
const PAY = `
  NOV ? r ?    INV ? r r    PPC d ? ?    PPN ? ? ?    PEN d ? ?    CON d ? ?    NEG n n n    ERR ? r r
  BLQ ? r r    EXP ? r r    EST ? ? ?    AGU d ? ?    ABA ? r ?    CAN ? r ?    RET d ? ?    XYZ d ? ?    - ? r ?`;
const CONFIRM = `
  NOV ? ? ?    INV ? r ?    PPC ? r ?    PPN ? ? ?    PEN ? ? ?    CON d ? ?    NEG n n n    ERR ? ? ?
  BLQ ? r ?    EXP ? r ?    EST ? ? ?    AGU ? ? ?    ABA ? r ?    CAN ? r ?    RET ? ? ?    XYZ d ? ?    - ? r ?`;
const UNDO = `
  NOV ? ? ?    INV ? r ?    PPC ? r ?    PPN d ? ?    PEN ? ? ?    CON ? ? ?    NEG ? ? ?    ERR ? ? ?
  BLQ ? r ?    EXP ? r ?    EST ? ? ?    AGU ? ? ?    ABA ? r ?    CAN ? r ?    RET ? ? ?    XYZ d ? ?    - ? r ?`;
const ACTIVATE = `
  NOV ? r ?    INV ? r r    PEN d ? ?    DES ? ? ?    ATV d ? ?    INA ? ? ?    ERR ? r r    FIN ? ? ?
  EXP ? r r    XYZ d ? ?    - ? r ?`;
const CREATE = `NOV d r ?    INV ? r r    ERR ? r r    EXP d r ?    - ? r ?`;

const CODES = ['0', '11', '131'] as const;
const LETTERS = { done: 'd', denied: 'n', refused: 'r', unknown: '?', not_sent: '!' } as const;

/** The rows of a table: status, and the letter for each code. */
const rowsOf = (table: string): [string, string][] =>
  table
    .trim()
    .split(/\s{2,}/)
    .map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]);

function lettersOf<T>(rules: CommandRules<T>, objects: object): string {
  const [success = 200] = rules.successHttp;
  const kinds = CODES.map((code) => {
    const http = code === '0' ? success : 400;
    return outcomeOf(rules, { http, code, ...objects }).kind;
  });
  return kinds.map((kind) => LETTERS[kind]).join(' ');
}

const paymentIn = (status: string): object => (status === '-' ? {} : { payment: payment(status) });
const scheduleIn = (status: string): object => (status === '-' ? {} : { schedule: schedule(status) });

describe.each([
  ['paying', PAY, payRules],
  ['confirming', CONFIRM, confirmRules],
  ['undoing', UNDO, undoRules],
] as const)('%s, answered with a status and a code', (_call, table, rulesOf) => {
  it.each(rowsOf(table))('%s: %s', (status, letters) => {
    expect(lettersOf(rulesOf(NIT), paymentIn(status))).toBe(letters);
  });
});

describe('activating, answered with a status and a code', () => {
  it.each(rowsOf(ACTIVATE))('%s: %s', (status, letters) => {
    expect(lettersOf(activateRules(SID), scheduleIn(status))).toBe(letters);
  });
});

describe('creating, answered with a status and a code', () => {
  it.each(rowsOf(CREATE))('a payment in %s: %s', (status, letters) => {
    expect(lettersOf(createRules({ payment: true, schedule: false }), paymentIn(status))).toBe(letters);
  });

  it.each(rowsOf(CREATE))('a schedule in %s: %s', (status, letters) => {
    expect(lettersOf(createRules({ payment: false, schedule: true }), scheduleIn(status))).toBe(letters);
  });
});

it('every call says what it may do', () => {
  const money = [payRules(NIT), confirmRules(NIT), undoRules(NIT), activateRules(SID)];
  expect(money.map(({ kind }) => kind)).toEqual(['money', 'money', 'money', 'money']);
  expect(createRules({ payment: true, schedule: true }).kind).toBe('create');
});
