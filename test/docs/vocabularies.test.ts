import type { Outcome } from '../../carat/outcome';
import type { Conclusion } from '../../domain/calls/conclusion';
import type { CallOutcome, QueryOutcome } from '../../domain/gateway/answers';
import { COMMAND_STATES } from '../../domain/edits/command';
import { EDIT_STAGES } from '../../domain/edits/edit';
import { KNOWN_STATUSES, meaningOfPayment, meaningOfSchedule, phaseOf } from '../../domain/gateway/status';
import { CHARGE_OUTCOMES, CYCLE_OUTCOMES, KNOWN_BY } from '../../domain/ledger/outcomes';
import { END_STATES, LIVE_STATES } from '../../domain/subscription/states';
import { codeWords, tableAfter } from './support/markdown';
import { page } from './support/pages';

const { text } = page('docs/vocabularies.md');

/** The words of one column, row by row. */
const column = (landmark: string, index: number): string[] =>
  tableAfter(text, landmark).map((row) => codeWords(row[index] ?? '').join(' '));

const rowsOf = (landmark: string): string[][] =>
  tableAfter(text, landmark).map((row) => row.map((cell) => codeWords(cell).join(' ')));

/** Every word of a union; one that is added does not compile before it is here. */
const wordsOf = (words: Record<string, true>): string[] => Object.keys(words).sort();

const AT_THE_WIRE: Record<Outcome<unknown>['kind'], true> = {
  done: true,
  denied: true,
  refused: true,
  not_sent: true,
  unknown: true,
};
const OF_A_CALL: Record<CallOutcome['kind'], true> = AT_THE_WIRE;
const OF_A_QUESTION: Record<QueryOutcome['kind'], true> = { done: true, refused: true, no_answer: true };
const CONCLUSIONS: Record<Conclusion, true> = {
  happened: true,
  authorised: true,
  denied: true,
  refused: true,
  failed: true,
  undone: true,
  expired: true,
  send_again: true,
  ask_again: true,
};

describe('docs/vocabularies.md', () => {
  test('has every outcome of a request, of a call and of a question', () => {
    const [wire, call, question] = [0, 1, 2].map((index) => column('| at the wire |', index));
    expect(wire?.sort()).toEqual(wordsOf(AT_THE_WIRE));
    expect(call?.sort()).toEqual(wordsOf(OF_A_CALL));
    expect([...new Set(question)].sort()).toEqual(wordsOf(OF_A_QUESTION));
  });

  test('reads each status of a payment as the code does', () => {
    expect(rowsOf('<!-- payments:')).toEqual(
      KNOWN_STATUSES.payment.map((status) => {
        const { charge, pay, decision } = meaningOfPayment(status);
        return [status, charge, pay, decision];
      }),
    );
  });

  test('reads each status of a schedule as the code does', () => {
    expect(rowsOf('<!-- schedules:')).toEqual(
      KNOWN_STATUSES.schedule.map((status) => [status, phaseOf(status), meaningOfSchedule(status).activate]),
    );
    expect(text).toContain(`phase \`${phaseOf(undefined)}\``);
  });

  test('has every state of a command, and every stage of an edit', () => {
    expect(column('<!-- commands:', 0)).toEqual([...COMMAND_STATES]);
    const [, stages = ''] = /An edit goes through stages([\s\S]*?)\n\n/.exec(text) ?? [];
    expect(codeWords(stages)).toEqual([...EDIT_STAGES]);
  });

  test('has every conclusion, charge, cycle and state', () => {
    expect(column('| conclusion |', 0).sort()).toEqual(wordsOf(CONCLUSIONS));
    expect(column('| charge | meaning |', 0)).toEqual([...CHARGE_OUTCOMES]);
    expect(column('| cycle | when |', 0).sort()).toEqual([...CYCLE_OUTCOMES].sort());
    expect(column('| state | when |', 0).sort()).toEqual([...LIVE_STATES, ...END_STATES].sort());
    const [, known = ''] = /How it became known: (.*)\./.exec(text) ?? [];
    expect(codeWords(known)).toEqual([...KNOWN_BY]);
  });
});
