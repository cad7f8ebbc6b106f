import { Epoch, type Wait } from './epoch';
import { IdSource } from './ids';
import { SeededRandom } from './random';
import { defaultSettings, type SandboxSettings } from './settings';
import { checkedSettings } from './settings-check';
import { Outbox } from './posting/outbox';
import { postOverHttps, type PostFunction } from './posting/post';
import { meansPost, type PostFault, type PostTarget } from './posting/post-faults';
import { CancellationBook } from './state/cancellations';
import { CardBook } from './state/cards';
import { EditBook } from './state/edits';
import { Ledger } from './state/ledger';
import { MerchantBook, type SandboxMerchant } from './state/merchants';
import { NotificationQueue } from './state/notifications';
import { PostLog } from './state/post-log';
import { ScheduleBook } from './state/schedules';
import { TransactionBook } from './state/transactions';
import type { CalendarDate } from './time/calendar';
import { SandboxClock } from './time/clock';
import { IncidentBook } from './time/incidents';
import { RuleBook } from './wire/rule-book';

/** What a world starts with, and goes back to on reset. */
export interface WorldStart {
  now: () => Date;
  seed: number;
  merchants: readonly SandboxMerchant[];
  settings: Partial<SandboxSettings>;
  /** How time passes for held requests and long authorisations. @default in real time */
  wait?: Wait;
  /** How the gateway's own posts are sent. @default over HTTPS */
  post?: PostFunction;
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
  readonly edits = new EditBook();
  readonly cancellations = new CancellationBook();
  readonly posts = new PostLog();
  readonly postFaults: RuleBook<PostFault, PostTarget>;
  readonly outbox = new Outbox(this);
  readonly post: PostFunction;
  settings: SandboxSettings;
  /** The date of the last daily job; there is one a day at most, whatever happens to its time. */
  lastJobDate: CalendarDate | undefined;
  /** What began before the last reset, or before the sandbox stopped, ends with its epoch. */
  epoch: Epoch;
  private readonly start: WorldStart;

  constructor(start: WorldStart) {
    this.start = start;
    this.post = start.post ?? postOverHttps;
    // A source of its own: arming a fault does not change the ids of a seeded run.
    this.postFaults = new RuleBook({ seed: start.seed ^ 0x9057, prefix: 'post-fault', matches: meansPost });
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
    this.edits.clear();
    this.cancellations.clear();
    this.posts.clear();
    this.postFaults.reset();
    this.outbox.clear();
    this.lastJobDate = undefined;
    this.settings = { ...defaultSettings, ...this.start.settings };
  }
}
