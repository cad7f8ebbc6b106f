import { IdSource } from './ids';
import { SeededRandom } from './random';
import { checkedSettings, defaultSettings, type SandboxSettings } from './settings';
import { CardBook } from './state/cards';
import { Ledger } from './state/ledger';
import { MerchantBook, type SandboxMerchant } from './state/merchants';
import { NotificationQueue } from './state/notifications';
import { ScheduleBook } from './state/schedules';
import { TransactionBook } from './state/transactions';
import { SandboxClock } from './time/clock';
import { IncidentBook } from './time/incidents';

/** What a world starts with, and goes back to on reset. */
export interface WorldStart {
  now: () => Date;
  seed: number;
  merchants: readonly SandboxMerchant[];
  settings: Partial<SandboxSettings>;
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
  private readonly start: WorldStart;

  constructor(start: WorldStart) {
    this.start = start;
    this.clock = new SandboxClock(start.now());
    this.ids = new IdSource(new SeededRandom(start.seed));
    this.merchants = new MerchantBook(start.merchants);
    this.settings = checkedSettings({ ...defaultSettings, ...start.settings });
  }

  /** Back to the start. Ids go on from where they were, so that none is ever issued twice. */
  reset(): void {
    this.clock.reset(this.start.now());
    this.cards.clearScripts();
    this.merchants.reset(this.start.merchants);
    this.transactions.clear();
    this.schedules.clear();
    this.ledger.clear();
    this.notifications.clear();
    this.incidents.clear();
    this.settings = { ...defaultSettings, ...this.start.settings };
  }
}
