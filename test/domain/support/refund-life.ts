import type { CallOutcome, QueryOutcome } from '../../../domain/gateway/answers';
import { asNit } from '../../../domain/ids';
import { takeRefundNit } from '../../../domain/refunds/begin-refund';
import { refundById, refundOfCall } from '../../../domain/refunds/open-refunds';
import { refusalOfRefund, type WantedRefund } from '../../../domain/refunds/refusal';
import { takeRefund, type NewRefund } from '../../../domain/refunds/take-refund';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { applyCharge } from '../../../domain/schedule/reading';
import { applyAnswer, applyOwnStep, applySent, noteSent } from '../../../domain/subscription/apply-step';
import { expectsAuthenticity } from '../../../domain/subscription/authenticity';
import { callById } from '../../../domain/subscription/changes';
import type { RuleContext } from '../../../domain/subscription/order';
import { plan, type Planned } from '../../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done, orderOf, running, scheduleFacts } from './record';
import { RefundGateway, refused, type RefundMishap } from './refund-gateway';

/** A NIT answers for fifteen days. */
const ANSWERS_FOR_MS = 15 * 86_400_000;

/** A subscription that runs, a gateway that refunds, and what happens to the calls between them. */
export class RefundLife extends RefundGateway {
  record: SubscriptionRecord;
  /** The NITs that each refund ever had. */
  readonly nitsOf = new Map<string, Set<string>>();
  /** What was asked for and taken, by refund. */
  readonly accepted = new Map<string, { sale: string; amountCents: number }>();
  readonly calls: string[] = [];
  mishaps: RefundMishap[] = [];
  /** Whether the next questions meet silence. */
  silences: boolean[] = [];
  #schedule = scheduleFacts({
    nextDate: '2027-02-10',
    currentTimes: 1,
    nits: ['sale-1'],
    amountCents: 4_990,
  });

  constructor() {
    super();
    this.record = running(orderOf(), { amountCents: 4_990 });
    this.nowMs = Date.parse('2027-01-10T08:00:00.000Z');
    const polled = applyPoll(this.record, done({ schedule: this.#schedule }), this.context);
    this.record = applyCharge(polled, asNit('sale-1'), done({ payment: this.sale('sale-1') }), this.context);
  }

  get context(): RuleContext {
    return at(this.nowMs);
  }

  /** Asks for a refund, unless it is refused. Returns why it was. */
  refund(id: string, wanted: WantedRefund & Pick<NewRefund, 'card'>): string | undefined {
    const why = refusalOfRefund(this.record, wanted, this.context);
    if (why !== undefined) return why;
    this.record = takeRefund(this.record, { id, ...wanted, by: 'Ana', reason: 'asked for' }, this.context);
    const taken = refundById(this.record, id);
    if (taken === undefined) throw new Error('it was taken');
    this.accepted.set(id, { sale: taken.charge, amountCents: taken.amountCents });
    return undefined;
  }

  /** Lets the life go on until a moment. */
  until(endMs: number): void {
    for (let steps = 0; ; steps += 1) {
      if (steps > 5_000) throw new Error('it does not come to rest');
      if (hasEnded(this.record) || Math.max(this.nowMs, this.next.atMs) > endMs) break;
      this.step();
    }
    this.pass(Math.max(this.nowMs, endMs));
  }

  /** Does the next step, when it is due. A post that comes meanwhile wakes the loop: it plans again. */
  step(): void {
    const planned = this.next;
    this.pass(Math.max(this.nowMs, planned.atMs) + 1_000);
    const { step } = this.next;
    if (JSON.stringify(step) === JSON.stringify(planned.step)) this.#perform(step);
  }

  get next(): Planned {
    const [next] = plan(this.record, this.context);
    if (next === undefined) throw new Error('there is always a next step');
    return next;
  }

  /** The gateway posts a NIT to our doors. Where they do not take it, it is invalidated. */
  post(nit: string, orderId?: string): boolean {
    const asked = { kind: 'refund', nit, orderId } as const;
    const isTaken = expectsAuthenticity(this.record, asked, this.context);
    if (isTaken) this.record = takeRefundNit(this.record, nit, this.context);
    this.#noteNits();
    const cancellation = this.cancellation(nit);
    if (!isTaken && cancellation?.status === 'NOV') cancellation.status = 'INV';
    return isTaken;
  }

  #noteNits(): void {
    for (const { id, nit } of this.record.refunds ?? [])
      if (nit !== undefined) this.nitsOf.set(id, (this.nitsOf.get(id) ?? new Set()).add(nit));
  }

  #perform(step: Planned['step']): void {
    switch (step.kind) {
      case 'send': {
        const isBegin = callById(this.record, step.call)?.kind === 'begin_refund';
        this.record = noteSent(this.record, step, this.context);
        const outcome = isBegin ? this.#begin(step.call) : this.#send(step.call);
        this.record = applySent(this.record, step, outcome, this.context);
        this.#noteNits();
        return;
      }
      case 'ask':
        this.record = applyAnswer(this.record, step, this.#ask(step.call), this.context);
        return;
      case 'look_at_sale': {
        const sale = refundById(this.record, step.refund)?.charge ?? '';
        this.record = applyAnswer(this.record, step, this.#query(sale), this.context);
        return;
      }
      case 'poll_schedule':
        // Nothing is charged any more: this is about refunds.
        this.#schedule = { ...this.#schedule, nextDate: '2029-01-10' };
        this.record = applyAnswer(this.record, step, done({ schedule: this.#schedule }), this.context);
        return;
      case 'read_charge':
        this.record = applyAnswer(this.record, step, this.#query(step.nit), this.context);
        return;
      case 'list_passed_date':
      case 'search_charge':
        this.record = applyAnswer(this.record, step, done({ payments: [] }), this.context);
        return;
      case 'carry_out':
      case 'end':
        this.record = applyOwnStep(this.record, step, this.context);
        return;
      default:
        throw new Error(`an unexpected step: ${step.kind}`);
    }
  }

  #mishap(what: string): RefundMishap {
    const mishap = this.mishaps.shift() ?? 'none';
    this.calls.push(`${what} ${mishap}`);
    return mishap;
  }

  #begin(call: string): CallOutcome {
    const mishap = this.#mishap('begin');
    if (mishap === 'not_sent') return { kind: 'not_sent', reason: 'dns' };
    if (mishap === 'lost_before') return { kind: 'unknown', reason: 'connection_lost' };
    if (mishap === 'refused') return refused('107');
    const notOurs = { ...refused('115'), authenticityFailed: true } as const;
    const sale = refundOfCall(this.record, call)?.charge ?? '';
    const created = mishap === 'denied' ? undefined : this.newCancellation(sale);
    if (created === undefined) return notOurs;
    if (mishap === 'late') this.after(30_000, () => this.post(created.nit, 'A0001'));
    else if (mishap !== 'silent' && !this.post(created.nit, 'A0001')) return notOurs;
    return mishap === 'lost_after' ? { kind: 'unknown', reason: 'answer_timeout' } : done({});
  }

  #send(id: string): CallOutcome {
    const nit = callById(this.record, id)?.nit;
    const amountCents = refundOfCall(this.record, id)?.amountCents;
    if (nit === undefined || amountCents === undefined) throw new Error('what is sent has a NIT');
    const mishap = this.#mishap('refund');
    if (mishap === 'not_sent') return { kind: 'not_sent', reason: 'dns' };
    if (mishap === 'lost_before' || mishap === 'silent')
      return { kind: 'unknown', reason: 'connection_lost' };
    if (mishap === 'refused') return refused('33');
    if (mishap === 'late') this.after(30_000, () => void this.execute(nit, amountCents, 'none'));
    const outcome = mishap === 'late' ? undefined : this.execute(nit, amountCents, mishap);
    return outcome === undefined || mishap === 'lost_after'
      ? { kind: 'unknown', reason: 'answer_timeout' }
      : outcome;
  }

  #ask(id: string): QueryOutcome {
    const call = callById(this.record, id);
    const refund = refundOfCall(this.record, id);
    if (call?.doubt?.askSchedule === true && refund !== undefined) return this.#query(refund.charge);
    if (this.silences.shift() === true) return { kind: 'no_answer', reason: 'gateway_silent' };
    const cancellation = this.cancellation(call?.nit ?? '');
    if (cancellation === undefined || this.nowMs - cancellation.bornMs > ANSWERS_FOR_MS)
      return { ...refused('82'), noSuchTransaction: true };
    const { nit, status, amountCents } = cancellation;
    return done({ refund: { nit, status, ...(status === 'NOV' ? {} : { amountCents }) } });
  }

  #query(nit: string): QueryOutcome {
    if (this.silences.shift() === true) return { kind: 'no_answer', reason: 'gateway_silent' };
    return done({ payment: this.sale(nit) });
  }
}
