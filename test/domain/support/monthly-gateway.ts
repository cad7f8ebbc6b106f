import type { EditFields } from '../../../domain/edits/change';
import { shifted } from '../../../domain/calendar';
import type { QueryOutcome, ScheduleFacts } from '../../../domain/gateway/answers';

import { done } from './record';

const DAY_MS = 86_400_000;
/** The daily job, 03:30 in São Paulo. */
const JOB_MS = 6.5 * 3_600_000;

/** What the job makes of the next due date. */
export type Month = 'paid' | 'denied' | 'paid after errors' | 'paid twice' | 'missed' | 'another amount';

interface Execution {
  nit: string;
  status: string;
  amountCents: number;
  day: string;
}

const answers = ({ day }: Execution, nowMs: number): boolean => nowMs - Date.parse(day) < 15 * DAY_MS;

const GONE: QueryOutcome = {
  kind: 'refused',
  facts: {},
  code: '82',
  message: 'no such transaction',
  refusedBy: 'gateway',
  noSuchTransaction: true,
};

/** A gateway that keeps one monthly schedule, and lists every execution that it ever made (docs/gateway.md §5.3). */
export class MonthlyGateway {
  next: Month = 'paid';
  readonly executions: Execution[] = [];
  #status = 'ATV';
  #amountCents = 4_990;
  #nextDate: string;
  #errors = 0;

  constructor(firstDate: string) {
    this.#nextDate = firstDate;
  }

  /** Money that customers paid and that stayed paid, cents: the truth. */
  get paidCents(): number {
    return this.executions.reduce(
      (sum, { status, amountCents }) => sum + (status === 'CON' ? amountCents : 0),
      0,
    );
  }

  told(): Partial<ScheduleFacts> {
    return {
      status: this.#status,
      amountCents: this.#amountCents,
      nextDate: this.#nextDate,
      currentTimes: this.executions.filter(({ status }) => status !== 'ERR').length,
      nits: this.executions.map(({ nit }) => nit),
    };
  }

  /** A NIT answers for 15 days (docs/gateway.md §5.1). */
  charge(nit: string, nowMs: number): QueryOutcome {
    const execution = this.executions.find((known) => known.nit === nit);
    if (execution === undefined || !answers(execution, nowMs)) return GONE;
    const { status, amountCents, day } = execution;
    const denial = { authorizerCode: '51', authorizerMessage: 'Transação não autorizada '.repeat(4) };
    const at = `${day}T06:30:00.000Z`;
    return done({ payment: { nit, status, amountCents, at, ...(status === 'NEG' ? denial : {}) } });
  }

  /** Reverses the last payment, unless its NIT answers no more; gives its NIT. */
  reverse(nowMs: number): string | undefined {
    const last = this.executions.findLast(({ status }) => status === 'CON');
    if (last === undefined || !answers(last, nowMs)) return undefined;
    last.status = 'EST';
    return last.nit;
  }

  edit({ status, amountCents, nextDate }: EditFields): void {
    this.#status = status ?? this.#status;
    this.#amountCents = amountCents ?? this.#amountCents;
    this.#nextDate = nextDate ?? this.#nextDate;
  }

  /** The jobs of some days. */
  goOn(fromMs: number, untilMs: number): void {
    for (let dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS; dayMs <= untilMs; dayMs += DAY_MS) {
      const day = new Date(dayMs).toISOString().slice(0, 10);
      const isNow = dayMs + JOB_MS > fromMs && dayMs + JOB_MS <= untilMs;
      if (isNow && this.#status === 'ATV' && this.#nextDate <= day) this.#job(day);
    }
  }

  #job(day: string): void {
    if (this.next === 'paid after errors' && this.#errors < 2) {
      this.#errors += 1;
      this.#execute(day, 'ERR');
      return;
    }
    if (this.next === 'another amount') this.#amountCents += 100;
    if (this.next !== 'missed') this.#execute(day, this.next === 'denied' ? 'NEG' : 'CON');
    if (this.next === 'paid twice') this.#execute(day, 'CON');
    this.#errors = 0;
    this.#nextDate = shifted(this.#nextDate, 1, 0);
  }

  #execute(day: string, status: string): void {
    const nit = `${day.replaceAll('-', '')}${String(this.executions.length).padStart(56, 'a')}`;
    this.executions.push({ nit, status, amountCents: this.#amountCents, day });
  }
}
