import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The doors, as metrics and log name them. */
export type Door = 'status' | 'authenticity';

const REFUSED_REASONS = ['not_found', 'failed'] as const;
type RefusedReason = (typeof REFUSED_REASONS)[number];

/** What the doors count; docs/doors.md lists it. */
export class DoorsMetrics {
  readonly registry = new Registry();
  readonly #posts: Counter<'door' | 'merchant' | 'result'>;
  readonly #refused: Counter<'reason'>;
  readonly #seconds: Histogram<'door'>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#posts = new Counter({
      name: 'carat_doors_posts_total',
      help: 'Posts that came through a door, by what became of them',
      labelNames: ['door', 'merchant', 'result'],
      registers,
    });
    this.#refused = new Counter({
      name: 'carat_doors_refused_total',
      help: 'Requests that no door was opened to: wrong address or token, or something nobody foresaw',
      labelNames: ['reason'],
      registers,
    });
    for (const reason of REFUSED_REASONS) this.#refused.inc({ reason }, 0);
    this.#seconds = new Histogram({
      name: 'carat_doors_post_seconds',
      help: 'Time from a post to its answer',
      labelNames: ['door'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers,
    });
  }

  /** Tells the counters of a door at 0: what begins with its first event hides it from whatever reads rises. */
  expect(door: Door, merchants: readonly string[], results: readonly string[]): void {
    for (const merchant of merchants)
      for (const result of results) this.#posts.inc({ door, merchant, result }, 0);
  }

  /** @param merchant - one of the configuration: a label must not take what a sender makes up */
  post(door: Door, merchant: string, result: string, seconds: number): void {
    this.#posts.inc({ door, merchant, result });
    this.#seconds.observe({ door }, seconds);
  }

  refused(reason: RefusedReason): void {
    this.#refused.inc({ reason });
  }
}
