import type { CallRules, CommandRules, ReadRules } from './call-rules';
import { lookUpCode } from './codes';
import type { Denied, Outcome, Refused, Unknown, UnknownReason } from './outcome';
import { readEnvelope, type Envelope } from './read-envelope';
import { valueOf, type Reading, type ReadingProblem } from './reading';
import type { Payment } from './payment';

/** One answer as it came over the wire. */
export interface WireAnswer {
  httpStatus: number;
  text: string;
  /** What `Retry-After` asks for, milliseconds. */
  retryAfterMs?: number;
}

/** Statuses by which the gateway refuses before it does anything (docs/gateway.md §10). */
const REFUSING_HTTP = [401, 403, 404, 405];
/** Statuses beside which `Retry-After` says when to come back (RFC 9110, RFC 6585). */
const WAITING_HTTP = [429, 503];
/** 400 is any failure, an issuer's denial included: what it means stands in the body (docs/gateway.md §10). */
const READABLE_HTTP = [200, 201, 400];

/**
 * Turns an answer into an outcome (R3). Only what the answer says counts: whatever is unreadable, unlisted or
 * contradictory in the answer to a call that can move money is `unknown`: a query resolves it.
 */
export function interpret<T>(answer: WireAnswer, rules: CallRules<T>): Outcome<T> {
  const envelope = readEnvelope(answer.text);
  const outcome = judge(answer.httpStatus, envelope, rules);
  if (outcome.kind !== 'unknown') return outcome;
  const { httpStatus, retryAfterMs } = answer;
  return {
    ...outcome,
    ...(mayHaveBeenDenied(envelope, rules) ? { mayHaveBeenDenied: true } : {}),
    ...(retryAfterMs !== undefined && WAITING_HTTP.includes(httpStatus) ? { retryAfterMs } : {}),
  };
}

function judge<T>(httpStatus: number, envelope: Envelope | undefined, rules: CallRules<T>): Outcome<T> {
  if (REFUSING_HTTP.includes(httpStatus)) {
    // A page of something between us and the gateway, or of a gateway half configured, is not the gateway's word.
    if (envelope === undefined) return unknown('unreadable_answer', httpStatus);
    return saysMore(envelope, rules)
      ? unknown('contradictory_answer', httpStatus, envelope)
      : refusedByHttp(httpStatus, envelope);
  }
  if (!READABLE_HTTP.includes(httpStatus)) return unknown(httpReason(httpStatus), httpStatus, envelope);
  if (envelope === undefined) return unknown('unreadable_answer', httpStatus);
  const reading = rules.read(envelope);
  return rules.kind === 'read'
    ? interpretRead(envelope, httpStatus, reading, rules)
    : interpretCommand(envelope, httpStatus, reading, rules);
}

/** True when an answer that decides nothing has the code or the status of a denial, and the call is one that an issuer can deny. */
function mayHaveBeenDenied<T>(envelope: Envelope | undefined, rules: CallRules<T>): boolean {
  if (envelope === undefined || rules.kind === 'read' || rules.statuses.denied.length === 0) return false;
  const saysDenied = has(rules.statuses.denied, statusIn(rules.read(envelope), rules));
  return saysDenied || lookUpCode(envelope.code)?.executed === 'denied';
}

/** True when an answer that refuses by its HTTP status has a transaction all the same, or a code about its state. */
function saysMore<T>(envelope: Envelope, rules: CallRules<T>): boolean {
  const executed = lookUpCode(envelope.code)?.executed;
  return executed === 'maybe' || executed === 'denied' || 'value' in rules.read(envelope);
}

/** The gateway was not satisfied that the store is the store, or that what it asks for can be done (docs/gateway.md §8). */
const AUTHENTICITY_ERROR = '115';
/** Codes of a query that failed, which say nothing of what it asked for (docs/gateway.md §10). */
const ABOUT_THE_QUERY: ReadonlySet<string> = new Set(['89', '116', '134', '140', '142']);

/** A query is done when it brings what was asked for, whatever the status inside. */
function interpretRead<T>(
  envelope: Envelope,
  httpStatus: number,
  reading: Reading<T>,
  rules: ReadRules<T>,
): Outcome<T> {
  const { code } = envelope;
  const executed = lookUpCode(code)?.executed;
  if (executed === 'yes' && httpStatus !== 200) return unknown('contradictory_answer', httpStatus, envelope);
  // The record of a payment that came to nothing may come with the code of its failure.
  const toldAsFailed =
    'value' in reading && !ABOUT_THE_QUERY.has(code) && rules.tellsFailure?.(reading.value) === true;
  if (executed === 'yes' || toldAsFailed) {
    return 'value' in reading
      ? { kind: 'done', value: reading.value, httpStatus }
      : unknown(problemReason(reading.problem), httpStatus, envelope);
  }
  return executed === 'no' ? refused(envelope, httpStatus) : unknown(codeReason(code), httpStatus, envelope);
}

function interpretCommand<T>(
  envelope: Envelope,
  httpStatus: number,
  reading: Reading<T>,
  rules: CommandRules<T>,
): Outcome<T> {
  const status = statusIn(reading, rules);
  if ('value' in reading && has(rules.statuses.denied, status))
    return denied(envelope, httpStatus, reading.value);
  if (envelope.code !== '0') return interpretFailure(envelope, httpStatus, reading, rules);
  if (!rules.successHttp.includes(httpStatus)) return unknown('contradictory_answer', httpStatus, envelope);
  if ('problem' in reading) return unknown(problemReason(reading.problem), httpStatus, envelope);
  if (has(rules.statuses.contradictsSuccess, status))
    return unknown('contradictory_answer', httpStatus, envelope);
  return { kind: 'done', value: reading.value, httpStatus };
}

/** The status that decides about a call; undefined where the answer has none that is readable. */
function statusIn<T>(reading: Reading<T>, rules: CommandRules<T>): string | undefined {
  return 'value' in reading ? rules.statusOf(reading.value) : undefined;
}

const has = (statuses: readonly string[], status: string | undefined): boolean =>
  statuses.some((one) => one === status);

/** A command answered with a code other than "0": the status in the body goes before the code. */
function interpretFailure<T>(
  envelope: Envelope,
  httpStatus: number,
  reading: Reading<T>,
  rules: CommandRules<T>,
): Outcome<T> {
  const value = valueOf(reading);
  const status = statusIn(reading, rules);
  const executed = lookUpCode(envelope.code)?.executed;
  if (has(rules.statuses.refused, status)) return refused(envelope, httpStatus, value);
  if (rules.kind === 'create') return interpretFailedCreation(envelope, httpStatus, value, rules);
  if ('problem' in reading && reading.problem !== 'absent')
    return unknown(problemReason(reading.problem), httpStatus, envelope);
  if (executed === 'denied' && value === undefined)
    return unknown('denial_without_payment', httpStatus, envelope);
  if (executed !== 'no') return unknown(codeReason(envelope.code), httpStatus, envelope);
  const untouched = status === undefined || has(rules.statuses.untouched, status);
  return untouched
    ? refused(envelope, httpStatus, value)
    : unknown('contradictory_answer', httpStatus, envelope);
}

/**
 * A creation moves no money (R5), so a code outside the list refuses it: the missing numbers 151-159 are probably
 * validations of schedule fields (docs/gateway.md §10, INFERRED). Trouble of the gateway's own stays unknown.
 */
function interpretFailedCreation<T>(
  envelope: Envelope,
  httpStatus: number,
  value: T | undefined,
  rules: CommandRules<T>,
): Outcome<T> {
  if (rules.refusingCodes?.includes(envelope.code) === true) return refused(envelope, httpStatus, value);
  const { executed, action } = lookUpCode(envelope.code) ?? {};
  const isOwnTrouble = executed === 'maybe' && action !== 'fix_request';
  return isOwnTrouble
    ? unknown(codeReason(envelope.code), httpStatus, envelope)
    : refused(envelope, httpStatus, value);
}

function denied<T>(envelope: Envelope, httpStatus: number, value: T): Denied<T> {
  const { authorizerCode, authorizerMessage } = paymentIn(value);
  return {
    kind: 'denied',
    value,
    code: envelope.code,
    message: envelope.message,
    ...(authorizerCode === undefined ? {} : { authorizerCode }),
    ...(authorizerMessage === undefined ? {} : { authorizerMessage }),
    httpStatus,
  };
}

/** Of what an issuer can deny: a payment, or its cancellation. */
function paymentIn(value: unknown): Partial<Payment> {
  const { payment, cancellation } = value as { payment?: Payment; cancellation?: Payment };
  return payment ?? cancellation ?? {};
}

function refused<T>(envelope: Envelope, httpStatus: number, value?: T): Refused<T> {
  const { code, message } = envelope;
  const refusal = { kind: 'refused', code, message, httpStatus } as const;
  // With an object in the answer, more has come to an end than the call.
  return value === undefined ? { ...refusal, ...flagsOf(code) } : { ...refusal, value };
}

/** What the code of a refusal says beside the refusal. */
function flagsOf(
  code: string,
): Pick<Refused<unknown>, 'credentialsRefused' | 'noSuchTransaction' | 'authenticityFailed'> {
  if (code === AUTHENTICITY_ERROR) return { authenticityFailed: true };
  const action = lookUpCode(code)?.action;
  if (action === 'fix_credentials') return { credentialsRefused: true };
  return action === 'check_id' ? { noSuchTransaction: true } : {};
}

function refusedByHttp<T>(httpStatus: number, { code, message }: Envelope): Refused<T> {
  // A refusal whose body says success is named by its HTTP status.
  const named = code === '0' ? `http_${httpStatus}` : code;
  return { kind: 'refused', code: named, message, httpStatus, ...httpFlagsOf(httpStatus, code) };
}

/** 404 beside a code is what the code says: it may as well be a wrong address. */
function httpFlagsOf(httpStatus: number, code: string): ReturnType<typeof flagsOf> {
  if (httpStatus === 401 || httpStatus === 403) return { credentialsRefused: true };
  return code === '0' && httpStatus === 404 ? { noSuchTransaction: true } : flagsOf(code);
}

function unknown(reason: UnknownReason, httpStatus: number, envelope?: Envelope): Unknown {
  return { kind: 'unknown', reason, httpStatus, ...(envelope === undefined ? {} : { code: envelope.code }) };
}

function httpReason(httpStatus: number): UnknownReason {
  if (httpStatus >= 300 && httpStatus < 400) return 'redirect';
  if (httpStatus === 429) return 'http_429';
  return httpStatus >= 500 ? 'http_5xx' : 'undocumented_http_status';
}

function codeReason(code: string): UnknownReason {
  if (code === AUTHENTICITY_ERROR) return 'authenticity_error';
  return lookUpCode(code) === undefined ? 'unlisted_code' : 'ambiguous_code';
}

/** What should be there and is absent cannot be read either. */
function problemReason(problem: ReadingProblem): UnknownReason {
  return problem === 'absent' ? 'unreadable_answer' : problem;
}
