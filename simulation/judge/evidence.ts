import { definedOnly } from '../../contract/vocabulary';
import { isCommandEvent, type HistoryEvent } from '../temporal/history';
import type { LifeRecord } from '../playing/life-record';
import type { WireEntry } from '../worker/wire';

/** What one answer of the gateway said that really reached the subscription, read here and by nobody else. */
export interface Evidence {
  /** When the subscription was told, milliseconds since the epoch. */
  atMs: number;
  /** When the gateway was done with it, milliseconds since the epoch. */
  settledMs: number;
  route: string;
  /** The NIT or SID that the request was about; '' where there is none. */
  subject: string;
  httpStatus: number;
  code: string;
  /** Statuses by NIT, those of refunds among them. */
  payments: Map<string, string>;
  /** Amounts by NIT, integer cents. */
  amounts: Map<string, number>;
  schedule?: ToldSchedule;
}

/** What an answer said of the schedule. */
export interface ToldSchedule {
  sid: string;
  status: string;
  /** Its executions; undefined in an answer that lists none, as that to an edit does. */
  nits?: string[];
  currentTimes?: number;
  numberOfTimes?: number;
  amountCents?: number;
  installments?: string;
  /** `YYYY-MM-DD`. */
  nextDate?: string;
  /** False where the amount is there and is none, or where a running schedule tells no next date that is one. */
  isReadable: boolean;
}

/**
 * The answers that were delivered: they came back over the wire, the worker that had asked reported them, and the server heard it.
 * An answer that was lost on the way, or with its worker, is none.
 */
export function evidenceOf({ runs, wire }: LifeRecord): Evidence[] {
  const heardMs = heardAttemptOf({ runs });
  return wire.flatMap((entry) => {
    const atMs = heardMs(entry);
    const evidence = atMs === undefined ? undefined : evidenceIn(entry, atMs);
    return evidence ?? [];
  });
}

/** When the server heard how the attempt behind a request ended, milliseconds since the epoch; undefined when it never did. */
export function heardAttemptOf({ runs }: Pick<LifeRecord, 'runs'>): (entry: WireEntry) => number | undefined {
  const heard = new Map(runs.flatMap(heardAttempts));
  return ({ runId, attempt }) => heard.get(keyOf(runId, attempt.activityId, attempt.attempt));
}

const keyOf = (runId: string, activityId: string, attempt: number): string =>
  `${runId} ${activityId} ${String(attempt)}`;

/** Attempts whose result is in the record, with the moment at which it came. */
function heardAttempts(history: readonly HistoryEvent[]): [string, number][] {
  const [first] = history;
  if (first?.type !== 'WorkflowExecutionStarted') return [];
  const activityIds = new Map<number, string>();
  const attempts = new Map<number, number>();
  const heard: [string, number][] = [];
  for (const event of history) {
    if (isCommandEvent(event) && event.command.kind === 'schedule_activity')
      activityIds.set(event.command.seq, event.command.activityId);
    if (event.type === 'ActivityTaskStarted') attempts.set(event.seq, event.attempt);
    if (event.type === 'ActivityTaskCompleted') {
      const key = keyOf(first.runId, activityIds.get(event.seq) ?? '', attempts.get(event.seq) ?? 0);
      heard.push([key, event.atMs]);
    }
  }
  return heard;
}

function evidenceIn({ exchange, route, subject, settledAt }: WireEntry, atMs: number): Evidence | undefined {
  if (exchange?.kind !== 'answered') return undefined;
  const body = jsonObject(exchange.text);
  if (body === undefined) return undefined;
  const payments = new Map<string, string>();
  const amounts = new Map<string, number>();
  for (const payment of [body['payment'], body['cancellation'], ...list(body['transactions'])].map(object)) {
    if (payment === undefined) continue;
    // The answer to a confirmation names no NIT (docs/gateway.md §3): it is the one that was asked about.
    const nit = text(payment['nit']) || subject;
    payments.set(nit, text(payment['status']));
    const cents = whole(payment['amount']);
    if (cents !== undefined) amounts.set(nit, cents);
  }
  const schedule = object(body['schedule']);
  return {
    atMs,
    settledMs: settledAt === undefined ? atMs : Date.parse(settledAt),
    route,
    subject,
    httpStatus: exchange.httpStatus,
    code: text(body['code']),
    ...{ payments, amounts },
    ...(schedule === undefined ? {} : { schedule: scheduleIn(schedule) }),
  };
}

function scheduleIn(schedule: Record<string, unknown>): ToldSchedule {
  const status = text(schedule['status']);
  const date = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text(schedule['next_date']));
  const amountCents = whole(schedule['amount']);
  const isAmountReadable = amountCents !== undefined || text(schedule['amount']) === '';
  return {
    sid: text(schedule['sid']),
    status,
    ...definedOnly({
      nits: Array.isArray(schedule['nits']) ? list(schedule['nits']).map(text) : undefined,
      currentTimes: whole(schedule['current_times']),
      numberOfTimes: whole(schedule['number_of_times']),
      amountCents,
      installments: text(schedule['installments']) || undefined,
      nextDate: date === null ? undefined : `${date[3] ?? ''}-${date[2] ?? ''}-${date[1] ?? ''}`,
    }),
    isReadable: isAmountReadable && (status !== 'ATV' || date !== null),
  };
}

/** A whole number; undefined where there is none, or something else. */
function whole(value: unknown): number | undefined {
  const written = text(value);
  return /^\d+$/.test(written) ? Number(written) : undefined;
}

function jsonObject(content: string): Record<string, unknown> | undefined {
  try {
    return object(JSON.parse(content));
  } catch {
    return undefined;
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;

/** Numbers and booleans as themselves, blanks around texts: all of it is the same word. */
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
