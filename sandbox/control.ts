import type { ExistingSchedule } from './portal/existing-schedule';
import type { ScheduleEdit } from './portal/schedule-edit';
import type { RefundDecision } from './charging/refund';
import type { PostFault } from './posting/post-faults';
import type { SandboxSettings } from './settings';
import type { CancellationRecord } from './state/cancellations';
import type { CardInfo, CardScript } from './state/cards';
import type { EditRecord } from './state/edits';
import type { LedgerEntry } from './state/ledger';
import type { SandboxMerchant } from './state/merchants';
import type { QueuedNotification } from './state/notifications';
import type { PostFilter, PostRecord } from './state/post-log';
import type { ConnectionCounters, RequestFilter, RequestLogEntry } from './state/request-log';
import type { ScheduleRecord } from './state/schedules';
import type { TransactionRecord, UnpaidStatus } from './state/transactions';
import type { ClockMode } from './time/clock';
import type { Incident } from './time/incidents';
import type { FaultRule } from './wire/faults';

/**
 * Everything that a test, a demo or a person may do to the sandbox besides calling the gateway's own API. The same interface is
 * served in the process (control-local.ts) and over HTTP (control-client.ts); every value is plain JSON, except that instants
 * are given and taken as Date. Errors are SandboxError with a stable code.
 */
export interface SandboxControl {
  /** What time it is at the gateway. */
  now(): Promise<Date>;
  /** 'manual' stands still; 'follow' runs with real time from where it is. */
  setClockMode(mode: ClockMode): Promise<void>;
  /** Moves the clock, running everything due in between, in order. Refuses to go back (sandbox_clock_backwards). */
  advanceTo(instant: Date): Promise<void>;
  /** The next instant at which something will happen by itself: a daily job with something due, an expiry, an auto-undo. */
  nextMoment(): Promise<Date | undefined>;

  /** Arms a fault; the id serves clearFaults. */
  addFault(rule: FaultRule): Promise<string>;
  /** Disarms one fault, or all; a refused listener listens again on the same port. */
  clearFaults(id?: string): Promise<void>;
  /** Says how a documented test card behaves from now on; named by number or token. */
  scriptCard(cardNumberOrToken: string, script: CardScript): Promise<void>;
  /** The stored cards that exist, with their tokens. */
  cards(): Promise<CardInfo[]>;
  /** Adds a store, or replaces the one with the same id. */
  registerMerchant(merchant: SandboxMerchant): Promise<void>;
  /** The ids of the stores. */
  merchantIds(): Promise<string[]>;

  /** Every charge executed: the ground truth. */
  ledger(): Promise<LedgerEntry[]>;
  /** Every request that reached the gateway side. */
  requests(filter?: RequestFilter): Promise<RequestLogEntry[]>;
  /** TCP connections that reached the gateway side. */
  connections(): Promise<ConnectionCounters>;
  transactions(): Promise<TransactionRecord[]>;
  schedules(): Promise<ScheduleRecord[]>;
  /** Every edit begun through the API (docs/gateway.md §7). */
  edits(): Promise<EditRecord[]>;
  /** Every cancellation begun, with what became of it (docs/gateway.md §8). */
  cancellations(): Promise<CancellationRecord[]>;
  /** The status posts that fell due, in order; sent where the store has a Status URL (docs/gateway.md §6). */
  notifications(): Promise<QueuedNotification[]>;
  /** What the gateway posted to its stores, attempt by attempt, and what they answered (docs/gateway.md §6-§8). */
  posts(filter?: PostFilter): Promise<PostRecord[]>;
  /** Resolves when nothing is being posted. What waits for its time is a `nextMoment`. */
  postsSent(): Promise<void>;
  /** Arms a fault of the gateway's own posts; the id serves clearPostFaults. */
  addPostFault(rule: PostFault): Promise<string>;
  /** Disarms one fault of posts, or all. */
  clearPostFaults(id?: string): Promise<void>;

  /**
   * Puts a schedule into the books that was made in the vendor's portal or by another program, with the executions that it has had.
   * Nothing is charged or posted for what is past. Gives its SID.
   */
  addSchedule(schedule: ExistingSchedule): Promise<string>;
  /** Changes a schedule as a person in the vendor's portal would; only ATV and INA can be edited (docs/gateway.md §7). */
  editSchedule(sid: string, edit: ScheduleEdit): Promise<void>;
  /** Reverses a confirmed payment as a person in the vendor's portal would: CON becomes EST (docs/gateway.md §8). */
  reversePayment(nit: string): Promise<void>;
  /** Gives back a part of a confirmed payment, or what is left of it, as a person in the vendor's portal would (docs/gateway.md §8). */
  refundPayment(nit: string, amountCents?: number): Promise<void>;
  /** Ends a cancellation that reads PEN. */
  decideCancellation(nit: string, decision: RefundDecision): Promise<void>;
  /**
   * Sets the status of a transaction, as the gateway or a person in its portal might (docs/gateway.md §9). Only statuses that
   * move no money are taken, and only where they do not contradict the ledger. The schedule stays as it is.
   */
  setTransactionStatus(nit: string, status: UnpaidStatus): Promise<void>;
  /** The incident of docs/gateway.md §6: what was executed on `firstDay` is executed again on the following days. */
  addIncident(incident: Incident): Promise<void>;

  settings(): Promise<SandboxSettings>;
  /** Changes settings from now on; what exists already keeps the limits it was made with. */
  changeSettings(changes: Partial<SandboxSettings>): Promise<void>;
  /** Back to the state at the start: clock (standing), stores, settings; no transactions, faults, scripts or logs. */
  reset(): Promise<void>;
}

export type {
  CancellationRecord,
  EditRecord,
  ExistingSchedule,
  PostFault,
  PostFilter,
  PostRecord,
  RefundDecision,
  CardInfo,
  CardScript,
  ClockMode,
  ConnectionCounters,
  FaultRule,
  Incident,
  LedgerEntry,
  QueuedNotification,
  RequestFilter,
  RequestLogEntry,
  SandboxMerchant,
  SandboxSettings,
  ScheduleEdit,
  ScheduleRecord,
  TransactionRecord,
  UnpaidStatus,
};
