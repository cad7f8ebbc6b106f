import { STORE_ALIAS } from '../lives/store';
import type { LifeScript } from '../lives/script';
import { playLife, type Cast } from '../playing/play-life';
import { costOf, type Cost } from '../temporal/cost';

const START_MS = Date.UTC(2026, 0, 5, 15);

/** The life that a year's cost is told by: a first payment, then twelve monthly charges, and nothing else happens. */
const QUIET: LifeScript = {
  seed: 0,
  startMs: START_MS,
  endMs: START_MS + 400 * 86_400_000,
  input: {
    entry: 'pay_now',
    merchant: STORE_ALIAS,
    orderId: 'QUIET1',
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    payment: { amountCents: 4_990 },
    schedule: { amountCents: 4_990, firstDate: '2026-01-15', numberOfTimes: 12 },
  },
  card: { brand: 'mastercard', throughVault: false },
  store: {},
  settings: {},
  issuer: {},
  acts: [],
  operator: { reactionMs: 3_600_000, acknowledges: true },
  faults: [],
};

/** What its timer says that the look is for (domain/schedule/next-poll.ts). */
const LAST_LOOK = JSON.stringify('whether an execution is repeated after the last one');

/**
 * What a quiet year costs at Temporal. The look after the last execution comes once in a life: as in the demo, it is not counted.
 */
export async function quietYear(cast: Cast): Promise<Cost> {
  const { runs } = await playLife(QUIET, cast);
  const events = runs.flat();
  const look = events.findIndex(
    (event) =>
      event.type === 'TimerStarted' &&
      event.command.kind === 'start_timer' &&
      event.command.summary === LAST_LOOK,
  );
  if (look === -1) throw new Error('a quiet year ends with a look after the last execution');
  return costOf([[...events.slice(0, look), ...events.slice(-1)]]);
}
