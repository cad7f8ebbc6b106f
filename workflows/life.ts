import { condition, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import type { SubscriptionInput } from '../contract/input';
import { withAuditEntry } from '../domain/audit';
import { instantOf, type IsoInstant } from '../domain/calendar';
import { isEndState, mayBecome, type SubscriptionState } from '../domain/lifecycle';
import { LIMITS } from '../domain/limits';
import { findOddities, ODDITIES, type Oddity } from '../domain/oddities';
import type { RiskyCall } from '../domain/resolution';
import type { Acknowledgeable, Attention, Resolution, SubscriptionRecord } from '../domain/subscription';
import { currentDetails } from './details';
import { gatewayOf, type Gateway } from './gateway';
import { changedAttributes, publishedBy, type Published } from './published';

/** Whether the text of an oddity is of a kind. */
const isOf = (attention: Attention, oddity: string): boolean => oddity.startsWith(`${attention}/`);

/** Outcomes in which the gateway has said nothing. */
const SILENT: ReadonlySet<string> = new Set(['not_sent', 'unknown', 'no_answer']);

/** A decision of a named person about a blocked subscription. */
export interface PersonalDecision {
  decision: Resolution;
  by: string;
  reason: string;
  /** Set once it was carried out; stays unset when the gateway's answer came first. */
  carriedOut?: true;
}

/** One subscription at work: what it was asked to be, what it remembers, and the gateway it speaks to. */
export class Life {
  readonly input: SubscriptionInput;
  readonly record: SubscriptionRecord;
  readonly gateway: Gateway;
  /** Set by the Update `resolve`, taken by the blocked phase. */
  personalDecision: PersonalDecision | undefined;
  private published: Published | undefined;

  constructor(input: SubscriptionInput, record: SubscriptionRecord) {
    this.input = input;
    this.record = record;
    this.gateway = gatewayOf(input.merchant, (outcome) => {
      this.noteAccess(outcome);
    });
  }

  get state(): SubscriptionState {
    return this.record.state;
  }

  /** The workflow clock, milliseconds since the epoch. */
  get nowMs(): number {
    return Date.now();
  }

  get now(): IsoInstant {
    return instantOf(this.nowMs);
  }

  /** Goes to another state and says why. A transition that the life does not have is a defect, not an outcome. */
  become(state: SubscriptionState, what: string, by = 'gateway', reason?: string): void {
    if (!mayBecome(this.state, state))
      throw new Error(`a subscription cannot go from ${this.state} to ${state}`);
    this.record.state = state;
    this.record.stateSince = this.now;
    if (isEndState(state)) delete this.record.doubt;
    this.tell(by, what, reason);
  }

  /** Adds a line to the audit trail. */
  tell(by: string, what: string, reason?: string): void {
    const entry = { at: this.now, by, what, ...(reason === undefined ? {} : { reason }) };
    this.record.audit = withAuditEntry(this.record.audit, entry);
  }

  /** Remembers what went wrong last. */
  failed(call: string, code: string, message: string): void {
    this.record.lastError = { at: this.now, call, code, message };
  }

  flag(attention: Attention): void {
    if (!this.record.attention.includes(attention)) this.record.attention.push(attention);
  }

  unflag(attention: Attention): void {
    this.record.attention = this.record.attention.filter((flag) => flag !== attention);
  }

  /** Whether something has been open for so long that a person is told. */
  isLongUnsettled(): boolean {
    const { unsettledSince = this.now } = this.record;
    return this.nowMs - Date.parse(unsettledSince) >= LIMITS.cycleUnsettledMs;
  }

  /** Holds flags of the ledger against what stands in it and what was acknowledged of it. */
  flagOddities(which: readonly Oddity[] = ODDITIES): void {
    const found = this.oddities();
    for (const oddity of which) {
      const raised = found[oddity].filter((one) => !this.isAcknowledged(one));
      const others = (this.record.raised ?? []).filter((one) => !isOf(oddity, one));
      this.record.raised = [...others, ...raised];
      if (raised.length > 0) this.flag(oddity);
      else this.unflag(oddity);
    }
  }

  /** Takes a flag off on the word of a person, until something raises it that was not there when he looked. */
  acknowledge(attention: Acknowledgeable): void {
    const seen = (this.record.raised ?? []).filter((one) => isOf(attention, one));
    this.record.acknowledged = [...(this.record.acknowledged ?? []), ...seen];
    this.unflag(attention);
  }

  /** Whether the gateway counts executions that neither the ledger nor a person can name. */
  get countsMore(): boolean {
    return this.oddities().counter_unexplained.some((one) => !this.isAcknowledged(one));
  }

  private isAcknowledged(oddity: string): boolean {
    return this.record.acknowledged?.includes(oddity) === true;
  }

  private oddities(): Record<Oddity, string[]> {
    const { ledger, schedule, counterAtStart } = this.record;
    return findOddities(ledger, { currentTimes: schedule.currentTimes ?? 0, atStart: counterAtStart });
  }

  /** Puts it in front of a person while the gateway refuses the credentials of the store, or no worker calls it at all. */
  private noteAccess(outcome: CallOutcome | QueryOutcome): void {
    if ('reason' in outcome && outcome.reason === 'not_taken') return this.flag('no_worker');
    this.unflag('no_worker');
    if (outcome.kind === 'refused' && outcome.credentialsRefused === true) this.flag('credentials_refused');
    else if (!SILENT.has(outcome.kind)) this.unflag('credentials_refused');
  }

  /** Sends of a call so far of which one may have arrived. */
  sends(call: RiskyCall | 'create'): number {
    return this.record.sends[call] ?? 0;
  }

  countSend(call: RiskyCall | 'create'): void {
    this.record.sends[call] = this.sends(call) + 1;
  }

  /** Takes the last count back: that send provably never left. */
  uncountSend(call: RiskyCall | 'create'): void {
    this.record.sends[call] = Math.max(0, this.sends(call) - 1);
  }

  /** Allows no further send of a call, only questions. */
  forbidSend(call: RiskyCall): void {
    this.record.sends[call] = LIMITS.doubtfulSends;
  }

  /**
   * Sleeps until an instant, on one timer, or until something a person did makes `woken` true. Returns whether it was woken.
   */
  async waitUntil(untilMs: number, waitingFor: string, woken: () => boolean = () => false): Promise<boolean> {
    this.record.nextMoment = instantOf(untilMs);
    this.record.waitingFor = waitingFor;
    this.publish();
    const pauseMs = Math.max(1, untilMs - this.nowMs);
    const wasWoken = await condition(woken, pauseMs, { summary: waitingFor });
    delete this.record.nextMoment;
    delete this.record.waitingFor;
    return wasWoken;
  }

  /** Shows where the life stands: search attributes that changed, and the current details of the execution. */
  publish(): void {
    const next = publishedBy(this.input, this.record);
    const changes = changedAttributes(this.published, next);
    if (changes.length > 0) upsertSearchAttributes(changes);
    this.published = next;
    setCurrentDetails(currentDetails(this.input, this.record));
  }
}
