import { InMemoryCardVault } from '../../vault/in-memory-card-vault';

const CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '123' };

describe('the vault in memory', () => {
  it('gives a card back by its reference, and nothing by any other', async () => {
    const vault = new InMemoryCardVault();
    const reference = await vault.put(CARD);
    expect(await vault.get(reference)).toEqual(CARD);
    expect(await vault.get(`${reference}x`)).toBeUndefined();
  });

  it('gives references that say nothing of the card, and never the same one twice', async () => {
    const vault = new InMemoryCardVault();
    const references = await Promise.all([vault.put(CARD), vault.put(CARD)]);
    expect(new Set(references).size).toBe(2);
    for (const reference of references) expect(reference).not.toContain(CARD.number.slice(-4));
  });

  it('keeps what it was given, whatever its caller does with the object', async () => {
    const vault = new InMemoryCardVault();
    const given = { ...CARD };
    const reference = await vault.put(given);
    given.number = 'changed';
    const taken = await vault.get(reference);
    if (taken !== undefined) taken.number = 'changed too';
    expect(await vault.get(reference)).toEqual(CARD);
  });

  it('forgets a card that has served', async () => {
    const vault = new InMemoryCardVault();
    const reference = await vault.put(CARD);
    await vault.discard(reference);
    expect(await vault.get(reference)).toBeUndefined();
    await expect(vault.discard(reference)).resolves.toBeUndefined();
  });

  it('forgets a card when its time is over, not before', async () => {
    jest.useFakeTimers();
    try {
      const vault = new InMemoryCardVault(60_000);
      const reference = await vault.put(CARD);
      jest.advanceTimersByTime(59_999);
      expect(await vault.get(reference)).toEqual(CARD);
      jest.advanceTimersByTime(1);
      expect(await vault.get(reference)).toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
  });

  it('refuses more cards than it has room for, and has room again when one has served', async () => {
    const vault = new InMemoryCardVault();
    const first = await vault.put(CARD);
    for (let count = 1; count < 10_000; count += 1) await vault.put(CARD);
    await expect(vault.put(CARD)).rejects.toThrow('at most 10000 cards');
    await vault.discard(first);
    await expect(vault.put(CARD)).resolves.toMatch(/^card-/);
  });
});
