import { BoundedVault } from '../../activities/bounded-vault';
import { LIMITS } from '../../activities/limits';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';

const CARD = { number: '5000000000000001', expiryDate: '1230' };
const PAUSES_MS: readonly number[] = LIMITS.vaultForgetPausesMs;
const allPausesMs = PAUSES_MS.reduce((sum, pauseMs) => sum + pauseMs, 0);
const never = (): Promise<never> => new Promise(() => undefined);

/** A vault that fails to forget for the first `failures` times, each time in the given way. */
class ForgetfulLate extends InMemoryCardVault {
  asked = 0;
  readonly #failures: number;
  readonly #failing: () => Promise<void>;

  constructor(failures: number, failing: () => Promise<void>) {
    super(24 * 3_600_000);
    this.#failures = failures;
    this.#failing = failing;
  }

  override discard(reference: string): Promise<void> {
    this.asked += 1;
    return this.asked <= this.#failures ? this.#failing() : super.discard(reference);
  }
}

describe('a card that could not be forgotten', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, () => Promise<void>, number]>([
    ['failed', () => Promise.reject(new Error('no route')), 0],
    ['hung', never, LIMITS.vaultForgetMs],
  ])('since the vault %s, is forgotten at the second pause', async (_name, failing, hungMs) => {
    const vault = new ForgetfulLate(2, failing);
    const reference = await vault.put(CARD);
    new BoundedVault(vault).forget(reference);
    await jest.advanceTimersByTimeAsync(2 * hungMs + LIMITS.vaultForgetPausesMs[0]);
    expect(await vault.get(reference)).toEqual(CARD);
    await jest.advanceTimersByTimeAsync(LIMITS.vaultForgetPausesMs[1]);
    expect(await vault.get(reference)).toBeUndefined();
  });

  it('is left to the time limit of the vault after the last pause', async () => {
    const vault = new ForgetfulLate(Infinity, () => Promise.reject(new Error('no route')));
    new BoundedVault(vault).forget(await vault.put(CARD));
    await jest.advanceTimersByTimeAsync(allPausesMs);
    expect(vault.asked).toBe(PAUSES_MS.length + 1);
    await jest.advanceTimersByTimeAsync(10 * allPausesMs);
    expect(vault.asked).toBe(PAUSES_MS.length + 1);
  });

  it('waits in a queue that is bounded', async () => {
    const vault = new ForgetfulLate(Infinity, () => Promise.reject(new Error('no route')));
    const bounded = new BoundedVault(vault);
    const many = LIMITS.cardsToForgetMax + 10;
    for (let card = 0; card < many; card += 1) bounded.forget(`card-${card}`);
    await jest.advanceTimersByTimeAsync(LIMITS.vaultForgetPausesMs[0]);
    expect(vault.asked).toBe(many + LIMITS.cardsToForgetMax);
  });
});
