import { BoundedVault } from '../../activities/bounded-vault';
import { withCard } from '../../activities/cards';
import type { CallOutcome } from '../../domain/gateway/answers';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';

const CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '123' };
const DONE: CallOutcome = { kind: 'done', facts: {} };

describe('the card of a call', () => {
  /** The card that a call was given, and what the vault still has after it. */
  async function used(
    withSecurityCode: boolean,
    outcome: CallOutcome,
  ): Promise<{ given: unknown; kept: unknown }> {
    const vault = new InMemoryCardVault();
    const reference = await vault.put(CARD);
    const given: unknown[] = [];
    const answer = await withCard(
      new BoundedVault(vault),
      { kind: 'vault', reference },
      { withSecurityCode },
      (card) => {
        given.push(card);
        return Promise.resolve(outcome);
      },
    );
    expect(answer).toEqual(outcome);
    expect(given).toHaveLength(1);
    return { given: given[0], kept: await vault.get(reference) };
  }

  it('goes with its security code to a payment, and without it to an activation', async () => {
    expect((await used(true, DONE)).given).toEqual(CARD);
    expect((await used(false, DONE)).given).toEqual({ number: CARD.number, expiryDate: CARD.expiryDate });
  });

  it.each<[string, CallOutcome, boolean]>([
    ['done', DONE, false],
    ['denied', { kind: 'denied', facts: {}, code: '51', message: '' }, false],
    ['refused', { kind: 'refused', facts: {}, code: '5', message: '', refusedBy: 'gateway' }, true],
    ['not sent', { kind: 'not_sent', reason: 'dns' }, true],
    ['unknown', { kind: 'unknown', reason: 'connection_lost' }, true],
  ])('%s: kept only while the same call may be needed again', async (_name, outcome, isKept) => {
    expect((await used(true, outcome)).kept).toEqual(isKept ? CARD : undefined);
  });

  it('that is gone keeps the call from being made at all', async () => {
    const call = jest.fn();
    const gone = { kind: 'vault', reference: 'card-of-yesterday' } as const;
    const answer = await withCard(
      new BoundedVault(new InMemoryCardVault()),
      gone,
      { withSecurityCode: true },
      call,
    );
    expect(answer).toEqual({ kind: 'not_sent', reason: 'card_reference_expired', cardGone: true });
    expect(call).not.toHaveBeenCalled();
  });

  it('stored at Carat is named by its token only', async () => {
    const call = jest.fn(() => Promise.resolve(DONE));
    const token = { kind: 'carat_token', token: 'abc' } as const;
    await withCard(new BoundedVault(new InMemoryCardVault()), token, { withSecurityCode: true }, call);
    expect(call).toHaveBeenCalledWith({ token: 'abc' });
  });
});
