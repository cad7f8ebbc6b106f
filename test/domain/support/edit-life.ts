import {
  applyEdited,
  applyAnswer,
  applyOwnStep,
  beginQuestion,
} from '../../../domain/subscription/apply-step';
import { expectsSeid, noteBeginning, noteSending, takeSeid } from '../../../domain/edits/apply-edit';
import type { Change, EditFields } from '../../../domain/edits/change';
import { takeCommand } from '../../../domain/edits/take-command';
import { refusalOfChange } from '../../../domain/edits/refusal';
import type { CallOutcome, QueryOutcome, Refusal } from '../../../domain/gateway/answers';
import type { Charge } from '../../../domain/ledger/charge';
import { recordImmediate } from '../../../domain/ledger/ledger';
import { shifted } from '../../../domain/calendar';
import type { RuleContext, SubscriptionOrder } from '../../../domain/subscription/order';
import { plan, type EditStep } from '../../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../../domain/subscription/record';
import { done, orderOf, running, scheduleFacts, SID, START_MS } from './record';

/** What happens to one call of an edit on its way. */
export type Mishap =
  | 'none'
  /** It never left. */
  | 'not_sent'
  /** It was lost on the way: the gateway did nothing. */
  | 'lost_before'
  /** The gateway did it, and its reply was lost. */
  | 'lost_after'
  | 'refused'
  /** Refused for a reason that does not pass by itself. */
  | 'refused_for_good'
  /** The gateway does not show it: a SEID that never comes, a query that meets silence. */
  | 'silent';

/** A time in which calls meet something, and questions silence. */
export interface Trouble {
  fromMs: number;
  toMs: number;
  begin?: Mishap;
  send?: Mishap;
  isSilent?: boolean;
}

/** The days on which a life was charged. */
export const days = (life: EditLife): string[] => life.executions.map(({ day }) => day);

/** More of them than any life meets. */
export const many = (what: Mishap): Mishap[] => Array.from({ length: 60 }, () => what);

const DAY_MS = 86_400_000;

/** A subscription that runs, its gateway, and what happens to the calls between them. */
export class EditLife {
  nowMs = START_MS;
  record: SubscriptionRecord;
  /** What the gateway keeps. */
  readonly kept = { status: 'ATV', amountCents: 4_990, nextDate: '2027-01-10', times: 0, card: 'old' };
  /** SEIDs that were handed out, and whether one was used. */
  readonly seids = new Map<string, { used: boolean }>();
  /** Every edit that the gateway carried out, in order. */
  readonly edits: EditFields[] = [];
  /** Commands of which a send left us, or was about to. */
  readonly sends: string[] = [];
  readonly executions: { day: string; amountCents: number }[] = [];
  readonly calls: string[] = [];
  /** Executions wait for the financial institution: nothing is counted yet. */
  executesPending = false;
  /** An inactive schedule names no next date. */
  hidesDate = false;
  /** How long the answer to a question about the schedule is on its way, milliseconds. */
  answersAfterMs = 0;
  /** When the daily job runs, hours UTC. */
  jobHour = 6.5;
  /** Executions end without a decision: the gateway keeps their date, and counts nothing. */
  executesInVain = false;
  /** Executions are counted, and in no list. */
  unlisted = false;
  /** Until when questions about the schedule meet silence, milliseconds. */
  silentUntilMs = 0;
  /** What is done while the next send is with the gateway. */
  inFlight: (() => void) | undefined;
  /** The same of the next begin. */
  inBegin: (() => void) | undefined;
  /** What calls meet by the time at which they are made. */
  troubles: readonly Trouble[] = [];
  /** Commands whose fields the gateway has set. */
  readonly set: string[] = [];
  /** What happens to the next calls; nothing when it is empty. */
  mishaps: Mishap[] = [];

  readonly #order: SubscriptionOrder;

  constructor({ firstDate = '2027-01-10', payment }: { firstDate?: string; payment?: Charge } = {}) {
    const schedule = { amountCents: 4_990, firstDate, intervalMonths: 1 };
    this.#order = orderOf({ payment: undefined, entry: 'start_later', schedule });
    this.kept.nextDate = firstDate;
    const begun = running(this.#order, { amountCents: 4_990 });
    this.record =
      payment === undefined ? begun : { ...begun, ledger: recordImmediate(begun.ledger, payment) };
  }

  get context(): RuleContext {
    return { order: this.#order, nowMs: this.nowMs };
  }

  /** Sends a command, unless it is refused. Returns why it was. */
  command(id: string, change: Change): string | undefined {
    const refusal = refusalOfChange(this.record, change, this.context);
    if (refusal === undefined)
      this.record = takeCommand(this.record, { id, change, by: 'Ana', reason: 'asked for' }, this.context);
    return refusal;
  }

  /** Lets the life go on until a moment. */
  until(instant: string | number): void {
    const endMs = typeof instant === 'number' ? instant : Date.parse(instant);
    for (let steps = 0; ; steps += 1) {
      if (steps > 5_000) throw new Error('it does not come to rest');
      if (hasEnded(this.record)) break;
      const [next] = plan(this.record, this.context);
      if (next === undefined) throw new Error('there is always a next step');
      const atMs = Math.max(this.nowMs, next.atMs);
      if (atMs > endMs) break;
      this.gatewayUntil(atMs);
      this.nowMs = atMs + 1_000;
      this.#perform(next.step);
    }
    this.gatewayUntil(endMs);
    this.nowMs = endMs;
  }

  #perform(step: ReturnType<typeof plan>[number]['step']): void {
    switch (step.kind) {
      case 'begin_edit':
        this.record = noteBeginning(this.record, this.context);
        this.#edited(step, this.#begin());
        return;
      case 'send_edit':
        this.record = noteSending(this.record, this.context);
        if (this.record.edit?.command === step.command) this.#edited(step, this.#send());
        return;
      case 'begin_again':
      case 'end_hold':
      case 'end':
        this.record = applyOwnStep(this.record, step, this.context);
        return;
      case 'poll_schedule': {
        this.record = beginQuestion(this.record, step, this.context);
        const answer = this.#query();
        this.gatewayUntil(this.nowMs + this.answersAfterMs);
        this.nowMs += this.answersAfterMs;
        this.record = applyAnswer(this.record, step, answer, this.context);
        return;
      }
      case 'read_charge':
        this.record = applyAnswer(this.record, step, this.#charge(step.nit), this.context);
        return;
      case 'list_passed_date':
      case 'search_charge':
        this.record = applyAnswer(this.record, step, done({ payments: [] }), this.context);
        return;
      default:
        throw new Error(`an unexpected step: ${step.kind}`);
    }
  }

  /** The record is read after the call: a SEID comes while it is open. */
  #edited(step: EditStep, outcome: CallOutcome): void {
    this.record = applyEdited(this.record, step, outcome, this.context);
  }

  #begin(): CallOutcome {
    const mishap = this.mishaps.shift() ?? this.#met('begin');
    this.calls.push(`begin ${mishap}`);
    const { inBegin } = this;
    this.inBegin = undefined;
    inBegin?.();
    if (mishap === 'not_sent') return { kind: 'not_sent', reason: 'dns' };
    if (mishap === 'lost_before') return { kind: 'unknown', reason: 'connection_lost' };
    if (mishap === 'refused') return { ...refusal('115'), authenticityFailed: true };
    if (mishap === 'refused_for_good') return refusal('102');
    const seid = `seid-${String(this.seids.size + 1)}`;
    this.seids.set(seid, { used: false });
    if (mishap !== 'silent' && expectsSeid(this.record, seid))
      this.record = takeSeid(this.record, seid, this.context);
    return mishap === 'lost_after' ? { kind: 'unknown', reason: 'answer_timeout' } : done({});
  }

  #send(): CallOutcome {
    const mishap = this.mishaps.shift() ?? this.#met('send');
    const { edit } = this.record;
    if (edit?.seid === undefined) throw new Error('a send has a SEID');
    this.calls.push(`send ${mishap}`);
    this.sends.push(edit.command);
    const { inFlight } = this;
    this.inFlight = undefined;
    inFlight?.();
    if (mishap === 'not_sent') return { kind: 'not_sent', reason: 'dns' };
    if (mishap === 'lost_before') return { kind: 'unknown', reason: 'connection_lost' };
    const seid = this.seids.get(edit.seid);
    if (mishap === 'refused' || seid === undefined || seid.used) return refusal('107');
    seid.used = true;
    this.set.push(edit.command);
    this.#edit(edit.fields);
    return mishap === 'lost_after' ? { kind: 'unknown', reason: 'answer_timeout' } : done({});
  }

  #now(): Trouble[] {
    return this.troubles.filter(({ fromMs, toMs }) => fromMs <= this.nowMs && this.nowMs < toMs);
  }

  #met(call: 'begin' | 'send'): Mishap {
    return this.#now().find((trouble) => trouble[call] !== undefined)?.[call] ?? 'none';
  }

  #edit(fields: EditFields): void {
    const { status, amountCents, nextDate, card } = fields;
    this.edits.push(fields);
    Object.assign(this.kept, {
      ...(status === undefined ? {} : { status }),
      ...(amountCents === undefined ? {} : { amountCents }),
      ...(nextDate === undefined ? {} : { nextDate }),
      ...(card === undefined ? {} : { card: card.kind === 'vault' ? card.reference : card.token }),
    });
  }

  #query(): QueryOutcome {
    const isSilent =
      this.nowMs < this.silentUntilMs ||
      this.mishaps[0] === 'silent' ||
      this.#now().some((trouble) => trouble.isSilent);
    if (this.mishaps[0] === 'silent') this.mishaps.shift();
    if (isSilent) return { kind: 'no_answer', reason: 'gateway_silent' };
    const { status, amountCents, nextDate, times } = this.kept;
    const nits = this.unlisted ? [] : this.executions.map(({ day }) => `n-${day}`);
    const date = this.hidesDate && status === 'INA' ? {} : { nextDate };
    return done({
      schedule: scheduleFacts({ sid: SID, status, amountCents, ...date, currentTimes: times, nits }),
    });
  }

  #charge(nit: string): QueryOutcome {
    const execution = this.executions.find(({ day }) => `n-${day}` === nit);
    if (execution === undefined) throw new Error(`no charge ${nit}`);
    const { day, amountCents } = execution;
    const status = this.executesInVain ? 'ERR' : this.executesPending ? 'PEN' : 'CON';
    return done({ payment: { nit, status, amountCents, at: `${day}T06:30:00.000Z` } });
  }

  /** The gateway's daily job, 03:30 in São Paulo. */
  gatewayUntil(ms: number): void {
    for (let dayMs = Math.floor(this.nowMs / DAY_MS) * DAY_MS; dayMs <= ms; dayMs += DAY_MS) {
      const jobMs = dayMs + this.jobHour * 3_600_000;
      const day = new Date(dayMs).toISOString().slice(0, 10);
      const isOver = jobMs > ms || jobMs <= this.nowMs;
      if (isOver || this.kept.status !== 'ATV' || this.kept.nextDate > day) continue;
      this.executions.push({ day, amountCents: this.kept.amountCents });
      if (this.executesInVain) continue;
      if (!this.executesPending) this.kept.times += 1;
      this.kept.nextDate = shifted(this.kept.nextDate, 1, 0);
    }
  }
}

const refusal = (code: string): Refusal => ({
  kind: 'refused',
  facts: {},
  code,
  message: 'not allowed',
  refusedBy: 'gateway',
});

/** Nothing that we send leaves, until an instant. */
export function cutOffUntil(life: EditLife, instant: string): void {
  while (life.nowMs < Date.parse(instant)) {
    life.mishaps = many('not_sent');
    life.until(life.nowMs + 60_000);
  }
  life.mishaps = [];
}
