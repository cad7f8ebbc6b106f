import { refusal, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { limits } from '../limits';
import { processCall, type IncomingCall } from '../routes/gateway';
import type { RequestLogEntry } from '../state/request-log';
import { tellOtherTerms, type OtherTerms } from '../other-terms';
import type { Agenda } from '../time/agenda';
import type { World } from '../world';
import { withExtraFields, withJsonNumbers, withOddScalars, withOtherFields } from './disguise';
import type { FaultRule } from './faults';
import type { Reply } from './reply';

/** One request under way, from its arrival to its end. */
export interface Exchange {
  world: World;
  agenda: Agenda;
  call: IncomingCall;
  entry: RequestLogEntry;
  reply: Reply;
}

async function execute({ world, call, entry }: Exchange): Promise<GatewayAnswer> {
  call.epoch.assertCurrent();
  const answer = await processCall(world, call);
  entry.executed = answer.executed;
  return answer;
}

function sendJson({ reply }: Exchange, httpStatus: number, body: unknown): void {
  reply.send(httpStatus, 'application/json;charset=UTF-8', JSON.stringify(body));
}

function sendPage({ reply }: Exchange, httpStatus: number, title: string): void {
  const html = `<html><head><title>${httpStatus} ${title}</title></head><body><h1>${title}</h1></body></html>`;
  reply.send(httpStatus, 'text/html', html);
}

async function answerPlainly(exchange: Exchange): Promise<void> {
  const { httpStatus, body } = await execute(exchange);
  sendJson(exchange, httpStatus, body);
}

async function answerLate(exchange: Exchange, holdMs: number): Promise<void> {
  const { httpStatus, body } = await execute(exchange);
  await exchange.call.epoch.after(holdMs, () => {
    sendJson(exchange, httpStatus, body);
  });
}

async function processLate(exchange: Exchange, holdMs: number): Promise<void> {
  await exchange.call.epoch.after(holdMs, () => {
    exchange.agenda.catchUp();
    return answerPlainly(exchange);
  });
}

/** Serves one request, with its fault if it has one (see FaultKind for what each does). */
export async function serveWithFault(exchange: Exchange, fault: FaultRule | undefined): Promise<void> {
  if (fault === undefined) return answerPlainly(exchange);
  exchange.entry.fault = fault.kind;
  const { holdMs = limits.defaultHoldMs } = fault;
  switch (fault.kind) {
    case 'reset_before':
      exchange.reply.reset();
      return;
    case 'error_500':
      sendPage(exchange, 500, 'Internal Server Error');
      return;
    case 'error_503':
      sendPage(exchange, 503, 'Service Unavailable');
      return;
    case 'silence':
      return;
    case 'error_429':
      exchange.reply.send(429, 'text/plain', '', fault.retryAfterSeconds);
      return;
    case 'hold':
      return answerLate(exchange, holdMs);
    case 'hold_before':
      return processLate(exchange, holdMs);
    case 'other_terms':
      return answerWithOtherTerms(exchange, fault.terms ?? {});
    case 'credentials_refused':
      return answerAsRefused(exchange);
    case 'other_fields':
      return answerWithOtherFields(exchange, fault.fields ?? {});
    case 'refuse_connection':
    case 'untrusted_certificate':
      return answerPlainly(exchange);
    default:
      distort(exchange, { ...fault, kind: fault.kind }, await execute(exchange));
  }
}

const KEEPING: readonly string[] = ['create', 'pay', 'activate'];

/** A call that keeps other terms answers with them. A query keeps nothing: only its answer has them. */
async function answerWithOtherTerms(exchange: Exchange, terms: OtherTerms): Promise<void> {
  if (KEEPING.includes(exchange.entry.route))
    return answerPlainly({ ...exchange, call: { ...exchange.call, otherTerms: terms } });
  const { httpStatus, body } = await execute(exchange);
  sendJson(exchange, httpStatus, tellOtherTerms(body, terms));
}

function answerAsRefused(exchange: Exchange): void {
  const { httpStatus, body } = refusal(new GatewayRefusal('146', 401));
  sendJson(exchange, httpStatus, body);
}

async function answerWithOtherFields(
  exchange: Exchange,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { httpStatus, body } = await execute(exchange);
  sendJson(exchange, httpStatus, withOtherFields(body, fields));
}

type Distortion =
  | 'execute_then_drop'
  | 'execute_then_502'
  | 'garbage'
  | 'html_200'
  | 'half_answer'
  | 'extra_fields'
  | 'json_numbers'
  | 'odd_scalars';

/** How much of an answer comes when a rule does not say. */
const HALF = 0.5;

function distort(
  exchange: Exchange,
  { kind, share = HALF }: FaultRule & { kind: Distortion },
  { httpStatus, body }: GatewayAnswer,
): void {
  switch (kind) {
    case 'execute_then_drop':
      exchange.reply.drop();
      return;
    case 'execute_then_502':
      sendPage(exchange, 502, 'Bad Gateway');
      return;
    case 'garbage':
      exchange.reply.send(200, 'application/json;charset=UTF-8', '{"code":"0","message":"OK. Tr');
      return;
    case 'html_200':
      sendPage(exchange, 200, 'Manutenção');
      return;
    case 'half_answer': {
      const text = JSON.stringify(body);
      const beginning = text.slice(0, Math.floor(text.length * share));
      exchange.reply.send(httpStatus, 'application/json;charset=UTF-8', beginning);
      return;
    }
    case 'odd_scalars':
      sendJson(exchange, httpStatus, withOddScalars(body));
      return;
    case 'extra_fields':
      sendJson(exchange, httpStatus, withExtraFields(body));
      return;
    case 'json_numbers':
      sendJson(exchange, httpStatus, withJsonNumbers(body));
      return;
  }
}
