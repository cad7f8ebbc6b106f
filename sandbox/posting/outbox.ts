import { tellDefect } from '../defect';
import { addMinutes, addSeconds, type Instant } from '../time/calendar';
import { deliver, noteUnsent, type StorePost } from './deliver';
import type { PostFault } from './post-faults';
import type { PostingWorld } from './posting-world';

/** A post that is sent by itself: at once, later, or again. */
export interface QueuedPost {
  dueAt: Instant;
  post: StorePost;
  /** How often it is sent at most. */
  attempts: number;
  /** Told once: the store has answered as it should, or it is given up. */
  ended: (delivered: boolean) => void;
  /** The fault that it was put off by: it meets no other. */
  fault?: PostFault;
}

const DEFAULT_DELAY_SECONDS = 60;

/**
 * The posts that the gateway sends by itself. They do not hold up what they tell of: a store gets its posts one after another, in the
 * order in which they fall due on the sandbox's clock, each store by itself.
 */
export class Outbox {
  private readonly world: PostingWorld;
  private waiting: QueuedPost[] = [];
  private readonly lines = new Map<string, Promise<void>>();
  private underWay = 0;
  private whenIdle: (() => void)[] = [];
  /** Told when something is put off: whoever runs the clock has to look again. */
  private tellPutOff: () => void = () => undefined;

  constructor(world: PostingWorld) {
    this.world = world;
  }

  onPutOff(tell: () => void): void {
    this.tellPutOff = tell;
  }

  /** Sends a post when it is due. */
  add(queued: QueuedPost): void {
    if (queued.dueAt <= this.world.clock.now()) {
      this.start(queued);
      return;
    }
    this.waiting.push(queued);
    this.tellPutOff();
  }

  /** The next instant at which a post falls due; undefined when none waits. */
  nextMoment(): Instant | undefined {
    const [first] = [...this.waiting].sort(byDueDate);
    return first?.dueAt;
  }

  /** Sends what has fallen due. */
  sendDue(): void {
    const now = this.world.clock.now();
    const due = this.waiting.filter(({ dueAt }) => dueAt <= now).sort(byDueDate);
    this.waiting = this.waiting.filter((queued) => !due.includes(queued));
    for (const queued of due) this.start(queued);
  }

  /** Resolves when nothing is being sent; what waits for its time goes on waiting. */
  idle(): Promise<void> {
    if (this.underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.whenIdle.push(resolve);
    });
  }

  clear(): void {
    this.waiting = [];
    this.lines.clear();
  }

  private start(queued: QueuedPost): void {
    const { world } = this;
    const fault = queued.fault ?? world.postFaults.take(queued.post);
    if (queued.fault === undefined && fault?.kind === 'delayed') {
      this.add({ ...queued, fault, dueAt: later(queued.dueAt, fault) });
      return;
    }
    if (fault?.kind === 'never') {
      noteUnsent(world, dated(queued), fault);
      queued.ended(false);
      return;
    }
    this.line(queued, fault);
  }

  /** Puts a post at the end of the line of its store. */
  private line(queued: QueuedPost, fault: PostFault | undefined): void {
    const { merchantId } = queued.post;
    this.underWay += 1;
    const before = this.lines.get(merchantId) ?? Promise.resolve();
    const sent = before
      .then(() => this.send(queued, fault))
      .catch(tellDefect)
      .finally(() => {
        this.leave();
      });
    this.lines.set(merchantId, sent);
  }

  private leave(): void {
    this.underWay -= 1;
    if (this.underWay > 0) return;
    const told = this.whenIdle;
    this.whenIdle = [];
    for (const tell of told) tell();
  }

  private async send(queued: QueuedPost, fault: PostFault | undefined): Promise<void> {
    const { epoch } = this.world;
    const delivered = await deliver(this.world, dated(queued), fault);
    if (epoch !== this.world.epoch) return;
    if (delivered || queued.post.attempt >= queued.attempts) queued.ended(delivered);
    else this.repeat(queued);
  }

  private repeat({ fault: _past, ...queued }: QueuedPost): void {
    const { statusPostIntervalMinutes } = this.world.settings;
    const post = { ...queued.post, attempt: queued.post.attempt + 1 };
    this.add({ ...queued, post, dueAt: addMinutes(queued.dueAt, statusPostIntervalMinutes) });
  }
}

/** A post is recorded as of the moment at which it falls due: the clock may be moved on before it is sent. */
const dated = ({ post, dueAt }: QueuedPost): StorePost => ({ ...post, at: dueAt });

/** When a post is sent that is due now and delayed by a fault. */
export function later(dueAt: Instant, { delaySeconds = DEFAULT_DELAY_SECONDS }: PostFault): Instant {
  return addSeconds(dueAt, delaySeconds);
}

/** Stable: of two that fall due at the same instant the one that was queued first goes first. */
function byDueDate(left: QueuedPost, right: QueuedPost): number {
  if (left.dueAt === right.dueAt) return 0;
  return left.dueAt < right.dueAt ? -1 : 1;
}
