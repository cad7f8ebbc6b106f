import { ACKNOWLEDGEABLE, flagsOf } from '../../../domain/subscription/attention';
import { expectsSeid, noteBeginning, noteSending, takeSeid } from '../../../domain/edits/apply-edit';
import type { Change } from '../../../domain/edits/change';
import { refusalOfChange } from '../../../domain/edits/refusal';
import { takeCommand } from '../../../domain/edits/take-command';
import type { QueryOutcome } from '../../../domain/gateway/answers';
import { takeHint } from '../../../domain/schedule/hint';
import {
  applyAnswer,
  applyEdited,
  applyOwnStep,
  beginQuestion,
} from '../../../domain/subscription/apply-step';
import { takeAcknowledgement } from '../../../domain/subscription/commands';
import type { RuleContext, SubscriptionOrder } from '../../../domain/subscription/order';
import { plan, type Planned } from '../../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../../domain/subscription/record';
import { MonthlyGateway, type Month } from './monthly-gateway';
import { done, orderOf, running, scheduleFacts, SID, START_MS } from './record';

/** What happens in one month of a long life. */
export interface Script {
  month: Month;
  change?: Change | undefined;
  /** Somebody looks after the flags that are up. */
  acknowledges: boolean;
  /** The last payment was reversed, and the gateway posts it. */
  reversed: boolean;
}

/** A month ends some days after its charge, while its NIT still answers. */
const DAY_OF_MONTH = 20;

/** Who asks, and why: texts as long as they may be. */
const SENDER = { by: 'ã'.repeat(100), reason: 'ã'.repeat(500) };

/** A subscription that runs for as many months as one likes, its gateway, and the people around it. */
export class LongLife {
  nowMs = START_MS;
  record: SubscriptionRecord;
  readonly gateway = new MonthlyGateway('2027-01-10');
  readonly #order: SubscriptionOrder;
  #commands = 0;
  #months = -1;

  constructor(numberOfTimes?: number) {
    const schedule = { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 1 };
    const sold = { ...schedule, ...(numberOfTimes === undefined ? {} : { numberOfTimes }) };
    this.#order = orderOf({ payment: undefined, entry: 'start_later', schedule: sold });
    this.record = running(this.#order, { amountCents: 4_990 });
  }

  get context(): RuleContext {
    return { order: this.#order, nowMs: this.nowMs };
  }

  /** Lives on for a month. */
  month({ month, change, acknowledges, reversed }: Script): void {
    this.gateway.next = month;
    if (change !== undefined) this.#command(change);
    const nit = reversed ? this.gateway.reverse(this.nowMs) : undefined;
    if (nit !== undefined) this.record = takeHint(this.record, { nit, status: 'EST' }, this.nowMs);
    this.#months += 1;
    this.#until(Date.UTC(2027, this.#months, DAY_OF_MONTH));
    if (acknowledges) this.#acknowledge();
  }

  #command(change: Change): void {
    if (refusalOfChange(this.record, change, this.context) !== undefined) return;
    this.#commands += 1;
    const id = `${change.kind}/${String(this.#commands).padStart(36, '0')}`;
    this.record = takeCommand(this.record, { id, change, ...SENDER }, this.context);
  }

  #acknowledge(): void {
    const up: readonly string[] = flagsOf(this.record, this.context);
    const flags = ACKNOWLEDGEABLE.filter((flag) => up.includes(flag));
    if (flags.length > 0) this.record = takeAcknowledgement(this.record, flags, SENDER, this.context);
  }

  #until(endMs: number): void {
    for (let steps = 0; !hasEnded(this.record); steps += 1) {
      if (steps > 500) throw new Error('it does not come to rest');
      const [next] = plan(this.record, this.context);
      if (next === undefined || Math.max(this.nowMs, next.atMs) > endMs) break;
      const atMs = Math.max(this.nowMs, next.atMs) + 1_000;
      this.gateway.goOn(this.nowMs, atMs);
      this.nowMs = atMs;
      this.#perform(next.step);
    }
    this.gateway.goOn(this.nowMs, endMs);
    this.nowMs = endMs;
  }

  #perform(step: Planned['step']): void {
    switch (step.kind) {
      case 'begin_edit': {
        this.record = noteBeginning(this.record, this.context);
        const seid = `${'0'.repeat(40)}${String(this.nowMs).padStart(24, '0')}`;
        if (expectsSeid(this.record, seid)) this.record = takeSeid(this.record, seid, this.context);
        this.record = applyEdited(this.record, step, done({}), this.context);
        return;
      }
      case 'send_edit':
        this.record = noteSending(this.record, this.context);
        if (this.record.edit?.command !== step.command) return;
        this.gateway.edit(this.record.edit.fields);
        this.record = applyEdited(this.record, step, done({}), this.context);
        return;
      case 'begin_again':
      case 'end_hold':
      case 'end':
        this.record = applyOwnStep(this.record, step, this.context);
        return;
      case 'poll_schedule':
      case 'read_charge':
      case 'search_charge':
      case 'list_passed_date':
        this.record = beginQuestion(this.record, step, this.context);
        this.record = applyAnswer(this.record, step, this.#answer(step), this.context);
        return;
      default:
        throw new Error(`an unexpected step: ${step.kind}`);
    }
  }

  #answer(step: { kind: string; nit?: string }): QueryOutcome {
    if (step.kind === 'poll_schedule')
      return done({ schedule: scheduleFacts({ sid: SID, ...this.gateway.told() }) });
    if (step.kind === 'read_charge') return this.gateway.charge(step.nit ?? '', this.nowMs);
    return done({ payments: [] });
  }
}
