import { STORE_ALIAS } from '../lives/store';
import type { LifeScript } from '../lives/script';
import { playLife, type Cast } from '../playing/play-life';
import { costOf, type Cost } from '../temporal/cost';
import type { HistoryEvent } from '../temporal/history';

const START_MS = Date.UTC(2026, 0, 5, 15);

/**
 * The life that a year's cost is told by: a first payment, then twelve monthly charges, and nothing else happens. It goes on after
 * that: the look after a last execution comes once in a life, and not in a year.
 */
const QUIET: LifeScript = {
  seed: 0,
  startMs: START_MS,
  endMs: START_MS + 355 * 86_400_000,
  input: {
    entry: 'pay_now',
    merchant: STORE_ALIAS,
    orderId: 'QUIET1',
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    payment: { amountCents: 4_990 },
    schedule: { amountCents: 4_990, firstDate: '2026-01-15' },
  },
  card: { brand: 'mastercard', throughVault: false },
  store: {},
  posts: { status: false, authenticity: false },
  settings: {},
  issuer: {},
  acts: [],
  operator: { reactionMs: 3_600_000, acknowledges: true },
  faults: [],
};

/** What a quiet year costs at Temporal. */
export async function quietYear(cast: Cast): Promise<Cost> {
  const { runs } = await playLife(QUIET, cast);
  return costOf(runs.map(untilNextYear));
}

/** The timer that waits for the next charge is the next year's. */
function untilNextYear(events: readonly HistoryEvent[]): HistoryEvent[] {
  const lastTimer = events.findLastIndex(({ type }) => type === 'TimerStarted');
  return events.filter((_event, index) => index !== lastTimer);
}
