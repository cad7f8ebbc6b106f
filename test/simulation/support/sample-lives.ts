import { castOf } from '../../../simulation/command/cast';
import type { LifeScript } from '../../../simulation/lives/script';
import { STORE_ALIAS } from '../../../simulation/lives/store';
import type { LifeRecord } from '../../../simulation/playing/life-record';
import { playLife, type Cast } from '../../../simulation/playing/play-life';

export const START_MS = Date.UTC(2026, 0, 5, 15);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

let cast: Promise<Cast> | undefined;

/** The code of this checkout, evaluated once for a test file. */
export const sampleCast = (): Promise<Cast> => (cast ??= castOf());

/** A first payment, then three monthly charges; nothing happens. */
export function plainScript(changes: Partial<LifeScript> = {}): LifeScript {
  return {
    seed: 1,
    startMs: START_MS,
    endMs: START_MS + 130 * DAY_MS,
    input: {
      entry: 'pay_now',
      merchant: STORE_ALIAS,
      orderId: 'SAMPLE1',
      authorizerId: '2',
      payer: { storeIdentification: 'buyer1' },
      payment: { amountCents: 4_990 },
      schedule: { amountCents: 4_990, firstDate: '2026-01-15', numberOfTimes: 3 },
    },
    card: { brand: 'mastercard', throughVault: true },
    store: {},
    posts: { status: false, authenticity: true },
    settings: {},
    issuer: { payment: { kind: 'approve' } },
    acts: [],
    operator: { reactionMs: 3_600_000, acknowledges: false },
    faults: [],
    ...changes,
  };
}

/** The same, without an end: it is still followed when it is looked at. */
export function openEndedScript(changes: Partial<LifeScript> = {}): LifeScript {
  const { input, ...script } = plainScript(changes);
  const { numberOfTimes, ...schedule } = input.schedule;
  return { ...script, input: { ...input, schedule } };
}

export const play = async (script: LifeScript): Promise<LifeRecord> => playLife(script, await sampleCast());
