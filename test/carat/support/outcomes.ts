import { activateRules, confirmRules, payRules, undoRules, type CallRules } from '../../../carat/call-rules';
import { interpret } from '../../../carat/interpret';
import type { Outcome } from '../../../carat/outcome';
import { NIT, SID } from './samples';

/** An answer of the gateway; HTTP 200 unless it says otherwise. */
export interface Answer {
  http?: number;
  code: string;
  message?: string;
  payment?: object;
  schedule?: object;
}

/** What an answer means for a call. */
export function outcomeOf<T>(rules: CallRules<T>, { http = 200, ...body }: Answer): Outcome<T> {
  return interpret({ httpStatus: http, text: JSON.stringify(body) }, rules);
}

export const pay = (answer: Answer) => outcomeOf(payRules(NIT), answer);
export const confirm = (answer: Answer) => outcomeOf(confirmRules(NIT), answer);
export const undo = (answer: Answer) => outcomeOf(undoRules(NIT), answer);
export const activate = (answer: Answer) => outcomeOf(activateRules(SID), answer);
export const payment = (status: string) => ({ status, nit: NIT });
export const schedule = (status: string) => ({ status, sid: SID });
