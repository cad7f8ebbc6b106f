import { instantOf } from '../calendar';
import type { CallOutcome, Refusal } from '../gateway/answers';
import { LIMITS } from '../limits';
import { askPauseMs, decisionPauseMs, sendPauseMs, slowedMs } from './cadence';
import { neverLeft, type Doubt, type OpenCall } from './call';
import type { Conclusion, StatusMeaning } from './conclusion';
import { personNeeded } from './person-needed';
import { CALL_RULES } from './rules';

/** What went wrong, for people. */
export interface Problem {
  code: string;
  message: string;
}

/** Where a call stands after one step: still open, or concluded. */
export type CallResult =
  | { kind: 'open'; call: OpenCall; problem?: Problem }
  | {
      kind: 'concluded';
      as: Exclude<Conclusion, 'send_again' | 'ask_again'>;
      problem?: Problem;
      refusal?: Refusal;
    };

const NOTHING_ARRIVED = 'nothing was sent to the gateway';
const STORE_REFUSED = 'the gateway does not accept the credentials of the store';
const OUTCOME_UNKNOWN = 'the outcome is not known; the gateway is being asked';

/**
 * Takes the outcome of a send over (R2, R3). `meaning` is what the answer says of the payment or schedule that the call is
 * about; undefined when it says nothing of it.
 */
export function afterSend(
  call: OpenCall,
  outcome: CallOutcome,
  meaning: StatusMeaning | undefined,
  nowMs: number,
): CallResult {
  switch (outcome.kind) {
    case 'done':
      return afterAnswer(delivered(call), meaning, 'answer_without_final_status', nowMs);
    case 'denied':
      return afterDenial(delivered(call), outcome, nowMs);
    case 'refused':
      return afterRefusal(call, outcome, nowMs);
    case 'not_sent':
      return afterNotSent(call, outcome, nowMs);
    case 'unknown': {
      const sent = delivered(call);
      // A denied NIT is never paid again (R4), whatever is read of it next.
      const kept = outcome.mayHaveBeenDenied === true ? { ...sent, mayBeSentAgain: false } : sent;
      return inDoubt(kept, withCode(outcome.reason, outcome.code), nowMs);
    }
  }
}

/**
 * Takes the answer to a question about a call over; `undefined` where it was silence, or spoke of something else. Before a
 * person is called about a payment, and while one is waited for, the schedule is asked too; about a refund, the payment.
 */
export function afterQuestion(call: OpenCall, meaning: StatusMeaning | undefined, nowMs: number): CallResult {
  const { doubt } = call;
  if (doubt === undefined) return concludeOrStay(call, meaning);
  const { askSchedule, ...rest } = doubt;
  const next = { ...call, doubt: { ...rest, asked: doubt.asked + 1 } };
  const mayTell =
    nowMs >= doubt.deadlineMs && askSchedule !== true && CALL_RULES[call.kind].askedBy === 'nit';
  return meaning === undefined && mayTell
    ? { kind: 'open', call: { ...next, doubt: { ...next.doubt, askSchedule: true, nextAskAtMs: nowMs } } }
    : afterAnswer(next, meaning, doubt.reason, nowMs);
}

/** Starts asking anew, as a person wishes. */
export const askedAnew = (call: OpenCall, nowMs: number): OpenCall => {
  const { person, ...rest } = call;
  const reason = call.doubt?.reason ?? person?.reason ?? 'asked_again';
  const doubt = newDoubt(call, reason, nowMs);
  const anew = {
    asked: 0,
    sinceMs: nowMs,
    nextAskAtMs: nowMs + askPauseMs(0),
    deadlineMs: nowMs + LIMITS.askForMs,
  };
  return { ...rest, doubt: { ...doubt, ...anew, sentAtMs: call.doubt?.sentAtMs ?? nowMs } };
};

/** Sends a call anew, as if it had never been sent. */
export const sentAnew = (call: OpenCall, nowMs: number): OpenCall => {
  const { doubt, person, waitingFor, firstDoubtAtMs, order, ...rest } = call;
  return {
    ...rest,
    decidedAtMs: nowMs,
    possiblyDelivered: 0,
    notDelivered: 0,
    notTaken: 0,
    mayBeSentAgain: true,
    sinceMs: nowMs,
    sendAtMs: nowMs,
  };
};

/**
 * When a person is called about a call. A SID answers for as long as it likes, a NIT as old as its creation for 15 days. What
 * was decided late gets a day all the same: it is to be sent, and "nothing happened" to be believed.
 */
export const deadlineOf = (call: OpenCall, doubtSinceMs: number): number => {
  const fromMs =
    CALL_RULES[call.kind].askedBy === 'sid' ? doubtSinceMs : Math.min(doubtSinceMs, call.createdAtMs);
  return Math.max(fromMs + LIMITS.askForMs, call.decidedAtMs + LIMITS.lateDecisionMs);
};

function afterAnswer(
  call: OpenCall,
  meaning: StatusMeaning | undefined,
  reason: string,
  nowMs: number,
): CallResult {
  if (meaning === undefined || meaning === 'ask_again') return stillInDoubt(call, reason, nowMs);
  if (meaning !== 'nothing_so_far') return { kind: 'concluded', as: meaning };
  return mayBeSentNow(call, nowMs) ? sentAgain(call, nowMs) : stillInDoubt(call, reason, nowMs);
}

/** An answer to a question that nobody waits for any more still ends a call that it decides. */
function concludeOrStay(call: OpenCall, meaning: StatusMeaning | undefined): CallResult {
  const isOpen = meaning === undefined || meaning === 'ask_again' || meaning === 'nothing_so_far';
  return isOpen ? { kind: 'open', call } : { kind: 'concluded', as: meaning };
}

/** "Nothing happened" is believed after a while only, and then the *same* id is used again, a bounded number of times. */
function mayBeSentNow(call: OpenCall, nowMs: number): boolean {
  const { doubt, kind, mayBeSentAgain, possiblyDelivered } = call;
  if (doubt === undefined || nowMs + resendPauseMs(call) >= doubt.deadlineMs) return false;
  const isBelieved = nowMs - doubt.sentAtMs >= LIMITS.believeNothingAfterMs;
  return isBelieved && mayBeSentAgain && possiblyDelivered < CALL_RULES[kind].maxPossiblyDelivered;
}

function sentAgain(call: OpenCall, nowMs: number): CallResult {
  const { doubt, ...rest } = call;
  const pauseMs = resendPauseMs(call);
  const waitingFor = `${call.kind} again: it never arrived`;
  return { kind: 'open', call: { ...rest, sinceMs: nowMs, sendAtMs: nowMs + pauseMs, waitingFor } };
}

/** A customer who waits is not kept waiting; a decision is carried out at a growing pace. */
const resendPauseMs = ({ kind, possiblyDelivered }: OpenCall): number =>
  CALL_RULES[kind].refusalConcludes ? 0 : decisionPauseMs(possiblyDelivered);

function afterDenial(call: OpenCall, denial: Problem, nowMs: number): CallResult {
  const problem = { code: denial.code, message: denial.message };
  if (CALL_RULES[call.kind].issuerDecides === true) return { kind: 'concluded', as: 'denied', problem };
  return CALL_RULES[call.kind].refusalConcludes
    ? afterFirstRefusal(call, problem, nowMs)
    : inDoubt(call, `refused_${denial.code}`, nowMs);
}

/**
 * A refusal ends a call. Unless an earlier send may still have been executed: then the gateway is asked, and nothing more is
 * sent. Or unless only the credentials were refused: it is sent again once they are right.
 */
function afterRefusal(call: OpenCall, refusal: Refusal, nowMs: number): CallResult {
  const problem = { code: refusal.code, message: refusal.message };
  if (!CALL_RULES[call.kind].refusalConcludes)
    return inDoubt(delivered(call), `refused_${refusal.code}`, nowMs);
  if (CALL_RULES[call.kind].askedBy !== 'nothing' && !neverLeft(call))
    return inDoubt({ ...delivered(call), mayBeSentAgain: false }, `refused_${refusal.code}`, nowMs);
  if (refusal.credentialsRefused === true)
    return notDelivered(call, { code: `refused_${refusal.code}`, message: STORE_REFUSED }, nowMs);
  return { kind: 'concluded', as: 'refused', problem, refusal };
}

/** A denial of a call that no issuer decides is a refusal. The call itself is counted already. */
function afterFirstRefusal(call: OpenCall, problem: Problem, nowMs: number): CallResult {
  return call.possiblyDelivered > 1
    ? inDoubt({ ...call, mayBeSentAgain: false }, `refused_${problem.code}`, nowMs)
    : { kind: 'concluded', as: 'refused', problem };
}

function afterNotSent(
  call: OpenCall,
  { reason, cardGone }: Extract<CallOutcome, { kind: 'not_sent' }>,
  nowMs: number,
): CallResult {
  if (reason === 'order_not_asked') {
    const order = { asked: 0, askAtMs: nowMs };
    return { kind: 'open', call: { ...call, notTaken: 0, sendAtMs: nowMs, order } };
  }
  const problem = { code: reason, message: NOTHING_ARRIVED };
  if (reason === 'not_taken') {
    const notTaken = call.notTaken + 1;
    // After a day the customer is no longer there. Nothing left, so the payment expires at the gateway.
    if (isByCustomer(call) && nowMs - call.decidedAtMs >= LIMITS.notTakenMs)
      return inDoubt({ ...call, notTaken, mayBeSentAgain: false }, reason, nowMs, NOTHING_ARRIVED);
    const pauseMs = slowedMs(sendPauseMs(notTaken), nowMs - call.decidedAtMs);
    return waiting({ ...call, notTaken }, pauseMs, problem, nowMs);
  }
  if (cardGone === true)
    return inDoubt({ ...call, notTaken: 0, mayBeSentAgain: false }, reason, nowMs, NOTHING_ARRIVED);
  return notDelivered(call, problem, nowMs);
}

const isByCustomer = ({ kind }: OpenCall): boolean => kind === 'pay' || kind === 'activate';

/** A call that provably did nothing is sent again after a pause, a bounded number of times. */
function notDelivered(call: OpenCall, problem: Problem, nowMs: number): CallResult {
  const counted = { ...call, notTaken: 0, notDelivered: call.notDelivered + 1 };
  const rules = CALL_RULES[call.kind];
  if (rules.askedBy === 'nothing') {
    return counted.notDelivered >= rules.maxNotDelivered
      ? callPerson(counted, problem, nowMs)
      : waiting(counted, sendPauseMs(counted.notDelivered + counted.possiblyDelivered), problem, nowMs);
  }
  const isLate = nowMs >= call.decidedAtMs + LIMITS.askForMs;
  const isGivenUp = counted.notDelivered > rules.maxNotDelivered || isLate;
  return isGivenUp
    ? inDoubt({ ...counted, mayBeSentAgain: false }, problem.code, nowMs, problem.message)
    : waiting(counted, sendPauseMs(counted.notDelivered), problem, nowMs);
}

function waiting(call: OpenCall, pauseMs: number, problem: Problem, nowMs: number): CallResult {
  const waitingFor = `${call.kind} again: ${problem.message}`;
  return { kind: 'open', call: { ...call, sendAtMs: nowMs + pauseMs, waitingFor }, problem };
}

/** A create or a begin that may have arrived is made again (R5); everything else is asked about. */
function inDoubt(call: OpenCall, reason: string, nowMs: number, message = OUTCOME_UNKNOWN): CallResult {
  const problem = { code: reason, message };
  const rules = CALL_RULES[call.kind];
  if (rules.askedBy !== 'nothing') {
    const { waitingFor, ...rest } = call;
    const firstDoubtAtMs = call.firstDoubtAtMs ?? nowMs;
    const doubtful = { ...rest, firstDoubtAtMs };
    return { kind: 'open', call: { ...doubtful, doubt: newDoubt(doubtful, reason, nowMs) }, problem };
  }
  const unanswered = { code: reason, message: `the gateway did not answer the ${call.kind}` };
  return call.possiblyDelivered >= rules.maxPossiblyDelivered
    ? callPerson(call, unanswered, nowMs)
    : waiting(call, sendPauseMs(call.notDelivered + call.possiblyDelivered), unanswered, nowMs);
}

/** The pace starts anew with each send, a little slower after the first. */
function newDoubt(call: OpenCall, reason: string, nowMs: number): Doubt {
  const asked = call.possiblyDelivered > 1 ? 2 : 0;
  const sinceMs = call.doubt?.sinceMs ?? nowMs;
  const deadlineMs = call.doubt?.deadlineMs ?? deadlineOf(call, call.firstDoubtAtMs ?? sinceMs);
  return { reason, sentAtMs: nowMs, sinceMs, asked, nextAskAtMs: nowMs + askPauseMs(asked), deadlineMs };
}

function stillInDoubt(call: OpenCall, reason: string, nowMs: number): CallResult {
  const { doubt } = call;
  if (doubt === undefined) return inDoubt(call, reason, nowMs);
  if (call.person !== undefined) {
    const nextAskAtMs = nowMs + LIMITS.blockedAskEveryMs;
    return { kind: 'open', call: { ...call, doubt: { ...doubt, nextAskAtMs } } };
  }
  if (nowMs >= doubt.deadlineMs) return callPerson(call, { code: doubt.reason, message: '' }, nowMs);
  const nextAskAtMs = Math.min(nowMs + askPauseMs(doubt.asked), doubt.deadlineMs);
  return { kind: 'open', call: { ...call, doubt: { ...doubt, nextAskAtMs } } };
}

/** From here on only questions are left, rare ones, and the word of a person. A create is still tried once a day. */
function callPerson(call: OpenCall, problem: Problem, nowMs: number): CallResult {
  const since = call.person?.since ?? instantOf(nowMs);
  const nextAtMs = nowMs + LIMITS.blockedFirstAskMs;
  const person = { ...personNeeded(call, problem), since };
  if (call.doubt === undefined)
    return { kind: 'open', call: { ...call, person, sendAtMs: nextAtMs }, ...saying(problem) };
  const doubt = { ...call.doubt, asked: 0, nextAskAtMs: nextAtMs };
  return { kind: 'open', call: { ...call, person, mayBeSentAgain: false, doubt }, ...saying(problem) };
}

const saying = (problem: Problem): { problem?: Problem } => (problem.message === '' ? {} : { problem });

/** Counts a send that may have arrived. */
const delivered = (call: OpenCall): OpenCall => ({
  ...call,
  possiblyDelivered: call.possiblyDelivered + 1,
  notDelivered: 0,
  notTaken: 0,
});

/** A reason, and the gateway's code beside it where there was one, e.g. `ambiguous_code_102`. */
export const withCode = (reason: string, code: string | undefined): string =>
  code === undefined ? reason : `${reason}_${code}`;
