import type { SubscriptionView } from '../../contract/view';
import type { CancellationRecord } from '../../sandbox/state/cancellations';
import type { EditRecord } from '../../sandbox/state/edits';
import type { PostRecord } from '../../sandbox/state/post-log';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import type { ScheduleRecord } from '../../sandbox/state/schedules';
import type { TransactionRecord } from '../../sandbox/state/transactions';
import type { KnownClaim } from '../claims/claim-server';
import type { Act, LifeScript } from '../lives/script';
import type { HistoryEvent } from '../temporal/history';
import type { UpdateOutcome } from '../temporal/updates';
import type { WireEntry } from '../worker/wire';

/** Everything that happened in a life, for the judge and for the story. Plain values. */
export interface LifeRecord {
  script: LifeScript;
  /** Each run as Temporal would have recorded it. */
  runs: HistoryEvent[][];
  /** Up to when the life was played, milliseconds since the epoch. */
  playedUntilMs: number;
  ended: boolean;
  /** What the subscription says of itself at the end. */
  view: SubscriptionView;
  details: string;
  /** Why it could not go on: the workflow code failed, or did not repeat itself. */
  stuck?: string;
  /** A difference between what was recorded and what the code does on the same record. */
  nondeterminism?: string;
  /** The flags that were up, each time they changed. */
  attention: ShownFlags[];
  /** What the gateway has on its books: the truth. */
  truth: Truth;
  wire: WireEntry[];
  /** Faults that came to pass: their kinds, by id. */
  faults: Record<string, string>;
  acts: PerformedAct[];
  commands: SentCommand[];
  decisions: OperatorDecision[];
  /** Of a life that adopts a schedule: who has claimed it at the end. */
  claim?: KnownClaim;
}

export interface Truth {
  /** What time it is on the gateway's books, ISO 8601. */
  at: string;
  ledger: LedgerEntry[];
  transactions: TransactionRecord[];
  schedules: ScheduleRecord[];
  /** The edits that were begun, and what the gateway posted. */
  edits: EditRecord[];
  cancellations: CancellationRecord[];
  posts: PostRecord[];
}

/** The flags that were up from a moment on. */
export interface ShownFlags {
  at: string;
  flags: string[];
}

/** Something that was done from outside, and whether it could be. */
export interface PerformedAct {
  act: Act;
  at: string;
  done: boolean;
  /** What it did, or why it was not possible. */
  what: string;
}

/** A command that was sent, and what it was answered. */
export interface SentCommand {
  id: string;
  name: string;
  command: unknown;
  sentAt: string;
  answeredAt?: string;
  outcome?: UpdateOutcome;
  by: 'billing' | 'operator' | 'nobody entitled';
}

/** What the operator found out and decided. */
export interface OperatorDecision {
  at: string;
  call: string;
  nit?: string;
  decision: string;
}
