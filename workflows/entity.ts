import { condition, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SubscriptionInput } from '../contract/input';
import { withAttentionTold } from '../domain/events/attention-events';
import { withEvents } from '../domain/events/derive';
import { noteReceiver } from '../domain/events/push';
import { attentionOf } from '../domain/subscription/attention';
import { lastEventBefore } from '../domain/opening/earlier-attempts';
import type { RuleContext } from '../domain/subscription/order';
import { nextOverdueMs } from '../domain/subscription/overdue';
import { plan, type Planned } from '../domain/subscription/plan';
import type { SubscriptionRecord } from '../domain/subscription/record';
import { CALL_POLICIES } from './call-policies';
import { Delivery } from './delivery';
import { gatewayOf, type Gateway } from './gateway';
import { countCharges } from './show/charge-metric';
import { currentDetails } from './show/details';
import { changedAttributes, publishedAlready, publishedBy, type Published } from './show/search-attributes';

/** The workflow's clock may be a little behind the instant at which a timer was to fire, milliseconds. */
const FIRES_EARLY_MS = 1_000;

/** A rule: what is known, and the moment, give what is known next. */
type Rule = (record: SubscriptionRecord, context: RuleContext) => SubscriptionRecord;

/** One subscription at work: its input, what it remembers, the gateway it speaks to. It has no rules of its own. */
export class Subscription {
  readonly input: SubscriptionInput;
  readonly gateway: Gateway;
  readonly delivery = new Delivery(this);
  #record: SubscriptionRecord;
  #wakes = 0;
  #published: Partial<Published>;

  constructor(input: SubscriptionInput, record: SubscriptionRecord) {
    this.input = input;
    this.#record = record;
    this.gateway = gatewayOf(input.merchant, CALL_POLICIES, (answer) => {
      this.#noteReceiver(tellsEvents(answer));
    });
    this.#published = publishedAlready(workflowInfo().typedSearchAttributes);
  }

  /** What is known now. It is replaced, never changed: do not keep a part of it across an `await`. */
  get record(): SubscriptionRecord {
    return this.#record;
  }

  /** What rules are applied with. `nowMs` is the workflow clock, which is the same in a replay. */
  get context(): RuleContext {
    return { order: this.input, nowMs: Date.now() };
  }

  /** Applies a rule to the record. */
  apply(rule: Rule): void {
    const before = this.#record;
    const { context } = this;
    this.#record = withEvents(before, rule(before, context), context.nowMs);
    this.#count(before);
  }

  #count(before: SubscriptionRecord): void {
    const { last = 0 } = before.events ?? {};
    const { kept = [] } = this.#record.events ?? {};
    if ((kept.at(-1)?.sequence ?? 0) > last)
      countCharges(
        this.input.merchant,
        kept.filter(({ sequence }) => sequence > last),
      );
  }

  /** Applies a rule that a message brings, and lets the loop plan again. */
  applyAndWake(rule: Rule): void {
    this.apply(rule);
    this.#wakes += 1;
  }

  /** Notes what the answer of a claim says about a receiver of the events, where it says something. */
  noteReceiver(answer: object): void {
    if (tellsEvents(answer)) this.#noteReceiver(true);
  }

  #noteReceiver(isOn: boolean): void {
    this.apply((known) => noteReceiver(known, isOn, lastEventBefore(this.input)));
  }

  /**
   * Sleeps until a step is due, on one timer, or until a message comes, or a flag goes up by time alone. One that is due does not
   * sleep.
   *
   * @returns whether it was woken before: what is to be done may be something else now, or something is to be shown
   */
  async sleepUntil(next: Planned): Promise<boolean> {
    const { atMs, waitingFor } = next;
    const { nowMs } = this.context;
    if (atMs <= nowMs) return false;
    const wakes = this.#wakes;
    this.publish(next);
    const untilMs = Math.min(atMs, nextOverdueMs(this.#record, nowMs) ?? atMs);
    const wasWoken = await condition(() => this.#wakes !== wakes, untilMs - nowMs, { summary: waitingFor });
    // By the clock: a history of before flags woke anybody slept until the step was due, and goes on with it.
    return wasWoken || (untilMs < atMs && Date.now() < atMs - FIRES_EARLY_MS);
  }

  /**
   * Shows where the subscription stands: search attributes that changed, and the current details of the execution.
   *
   * @param next - what comes next, as it is planned
   */
  publish(next: Planned | undefined = plan(this.#record, this.context)[0]): void {
    this.#record = withAttentionTold(this.#record, this.context);
    const attention = attentionOf(this.#record, this.context);
    const before = this.#published;
    const published = publishedBy(this.input, this.#record, { attention, before, nowMs: this.context.nowMs });
    const changes = changedAttributes(this.#published, published);
    if (changes.length > 0) {
      upsertSearchAttributes(changes);
      this.#published = published;
    }
    setCurrentDetails(currentDetails(this.input, this.#record, { attention, next }));
    this.delivery.begin();
  }
}

/** A worker that says nothing has no receiver, or is of a version that knows none. */
const tellsEvents = (answer: unknown): boolean =>
  (answer as { tellsEvents?: true } | undefined)?.tellsEvents === true;
