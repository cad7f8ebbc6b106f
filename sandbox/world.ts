import { Epoch, type Wait } from './epoch';
import { IdSource } from './ids';
import { SeededRandom } from './random';
import { defaultSettings, type SandboxSettings } from './settings';
import { checkedSettings } from './settings-check';
import { CardBook } from './state/cards';
import { Ledger } from './state/ledger';
import { MerchantBook, type SandboxMerchant } from './state/merchants';
import { NotificationQueue } from './state/notifications';
import { ScheduleBook } from './state/schedules';
import { TransactionBook } from './state/transactions';
import type { CalendarDate } from './time/calendar';
import { SandboxClock } from './time/clock';
import { IncidentBook } from './time/incidents';

/** What a world starts with, and goes back to on reset. */
export interface WorldStart {
  now: () => Date;
  seed: number;
  merchants: readonly SandboxMerchant[];
  settings: Partial<SandboxSettings>;
  /** How time passes for held requests and long authorisations. @default in real time */
  wait?: Wait;
}

/** The whole state of the simulated gateway. */
export class World {
  readonly clock: SandboxClock;
  readonly ids: IdSource;
  readonly cards = new CardBook();
  readonly merchants: MerchantBook;
  readonly transactions = new TransactionBook();
  readonly schedules = new ScheduleBook();
  readonly ledger = new Ledger();
  readonly notifications = new NotificationQueue();
  readonly incidents = new IncidentBook();
  settings: SandboxSettings;
  /** The date of the last daily job; there is one a day at most, whatever happens to its time. */
  lastJobDate: CalendarDate | undefined;
  /** What began before the last reset, or before the sandbox stopped, ends with its epoch. */
  epoch: Epoch;
  private readonly start: WorldStart;

  constructor(start: WorldStart) {
    this.start = start;
    this.epoch = new Epoch(start.wait);
    this.clock = new SandboxClock(start.now());
    this.ids = new IdSource(new SeededRandom(start.seed));
    this.merchants = new MerchantBook(start.merchants);
    this.settings = checkedSettings({ ...defaultSettings, ...start.settings });
  }

  /** Back to the start. Ids go on from where they were, so that none is ever issued twice. */
  reset(): void {
    this.epoch.end();
    this.epoch = new Epoch(this.start.wait);
    this.clock.reset(this.start.now());
    this.cards.clearScripts();
    this.merchants.reset(this.start.merchants);
    this.transactions.clear();
    this.schedules.clear();
    this.ledger.clear();
    this.notifications.clear();
    this.incidents.clear();
    this.lastJobDate = undefined;
    this.settings = { ...defaultSettings, ...this.start.settings };
  }
}
