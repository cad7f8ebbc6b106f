import { asNit } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import {
  heardOf,
  hintedMs,
  isEarlyLook,
  takeHint,
  withLookBegun,
  withLookEnded,
  withRereadOwed,
  withRereadsOwed,
  type HintingPost,
} from '../../../domain/schedule/hint';
import type { Hints, SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, ledger } from '../ledger/support';
import { created, NIT, payment, running, send, START_MS } from '../support/record';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = '2027-01-10';
const withHints = (hints: Hints, record = running()): SubscriptionRecord => ({ ...record, hints });
const charged = (): SubscriptionRecord => ({
  ...running(),
  ledger: {
    immediate: [charge(NIT, '2027-01-01', { gatewayStatus: 'CON' })],
    cycles: [
      cycle(1, DAY, [
        charge('paid', DAY, { gatewayStatus: 'CON' }),
        charge('open', DAY, { outcome: 'pending', gatewayStatus: 'PEN' }),
      ]),
    ],
  },
});
const heard = (record: SubscriptionRecord, post: HintingPost): string => heardOf(record, post, START_MS);

describe('a post tells news', () => {
  it('of a charge that is not known', () => {
    expect(heard(charged(), { nit: 'new', status: 'CON' })).toBe('news');
    expect(heard(charged(), { nit: 'new' })).toBe('news');
    expect(heard(charged(), { status: 'CON' })).toBe('known');
  });

  it('of one that is known, where its status can come after the one that is', () => {
    expect(heard(charged(), { nit: 'PAID', status: 'EST' })).toBe('news');
    expect(heard(charged(), { nit: 'open', status: 'CON' })).toBe('news');
    expect(heard(charged(), { nit: 'open', status: 'AGU' })).toBe('news');
    for (const status of ['CON', 'PEN', undefined])
      expect(heard(charged(), { nit: 'paid', status })).toBe('known');
    expect(heard(charged(), { nit: 'open', status: 'PEN' })).toBe('known');
  });

  it('not of an execution from before an adoption', () => {
    const before = { before: { nits: ['old'] } } as unknown as NonNullable<SubscriptionRecord['adoption']>;
    expect(heard({ ...charged(), adoption: before }, { nit: 'OLD', status: 'CON' })).toBe('known');
    expect(heard({ ...charged(), adoption: before }, { nit: 'new', status: 'CON' })).toBe('news');
  });

  it('of the immediate payment, from its pay until its confirmation', () => {
    // While its pay is with the gateway, the answer comes by itself.
    expect(heard(created(), { nit: NIT, status: 'CON' })).toBe('pending');
    const { calls, ...record } = created();
    const later = { ...record, calls: calls.map((call) => ({ ...call, sendAtMs: START_MS + 1 })) };
    expect(heard(later, { nit: NIT, status: 'CON' })).toBe('news');
    expect(heard(created(), { nit: 'other', status: 'CON' })).toBe('known');
    const authorised = send(created(), 'pay', payment('PPC'), START_MS);
    expect(heard(authorised, { nit: NIT, status: 'CON' })).toBe('news');
    expect(heard(authorised, { nit: NIT, status: 'PPC' })).toBe('known');
    expect(heard(authorised, { nit: 'other', status: 'CON' })).toBe('known');
  });

  it('and where the look that would tell is owed already, nothing more', () => {
    const owing = withHints({ owedSinceMs: START_MS }, charged());
    expect(heard(owing, { nit: 'new', status: 'CON' })).toBe('pending');
    expect(heard(owing, { nit: 'open', status: 'CON' })).toBe('pending');
    expect(heard(owing, { nit: 'paid', status: 'EST' })).toBe('news');
    expect(
      heard(withHints({ ...owing.hints, reread: [asNit('PAID')] }, charged()), {
        nit: 'paid',
        status: 'EST',
      }),
    ).toBe('pending');
    const full = Array.from({ length: LIMITS.chargesPerPoll }, (_, index) => asNit(`x${String(index)}`));
    expect(
      heard(withHints({ ...owing.hints, reread: full }, charged()), { nit: 'paid', status: 'EST' }),
    ).toBe('pending');
    expect(
      heard(withHints({ ...owing.hints, reread: full.slice(1) }, charged()), { nit: 'paid', status: 'EST' }),
    ).toBe('news');
  });
});

describe('a hint that is taken', () => {
  it('owes a look since then; a settled charge is read again in it', () => {
    expect(takeHint(charged(), { nit: 'new', status: 'CON' }, START_MS).hints).toEqual({
      ...{ owedSinceMs: START_MS, reread: [] },
    });
    const first = takeHint(charged(), { nit: 'new', status: 'CON' }, START_MS);
    expect(takeHint(first, { nit: 'paid', status: 'EST' }, START_MS + 5).hints).toEqual({
      ...{ owedSinceMs: START_MS, reread: ['paid'] },
    });
  });

  it('without news changes nothing', () => {
    const record = charged();
    expect(takeHint(record, { nit: 'paid', status: 'CON' }, START_MS)).toBe(record);
  });
});

describe('the look that hints have caused', () => {
  it('is due at once, ten minutes after the one before', () => {
    expect(hintedMs(running())).toBe(Infinity);
    expect(hintedMs(withHints({ owedSinceMs: START_MS }))).toBe(START_MS);
    expect(hintedMs(withHints({ owedSinceMs: START_MS, lookedAtMs: START_MS - MINUTE }))).toBe(
      START_MS + 9 * MINUTE,
    );
    expect(hintedMs(withHints({ lookedAtMs: START_MS }))).toBe(Infinity);
    expect(hintedMs(withHints({ retry: { silent: 1, atMs: START_MS + HOUR } }))).toBe(START_MS + HOUR);
    expect(hintedMs(withHints({ owedSinceMs: START_MS, retry: { silent: 1, atMs: START_MS + HOUR } }))).toBe(
      START_MS,
    );
  });

  it('begins with what was owed; what is posted meanwhile is owed anew', () => {
    const reread = [asNit('paid')];
    expect(withLookBegun(withHints({ owedSinceMs: 1, reread }), true, START_MS).hints).toEqual({
      ...{ lookedAtMs: START_MS, look: { reread, isEarly: true } },
    });
    expect(
      withLookBegun(withHints({ reread, retry: { silent: 2, atMs: 9 } }), false, START_MS).hints,
    ).toEqual({
      ...{ lookedAtMs: START_MS, look: { reread, silent: 2 } },
    });
    expect(withLookBegun(withHints({ owedSinceMs: 1 }), false, START_MS).hints?.look).toEqual({ reread: [] });
  });

  it('is none where nothing is owed', () => {
    for (const record of [running(), withHints({ lookedAtMs: 1 }), withHints({ reread: [] })])
      expect(withLookBegun(record, true, START_MS)).toBe(record);
  });

  it('ends, and is remembered by its time alone', () => {
    const looking = withHints({ lookedAtMs: 1, look: { reread: [], isEarly: true } });
    expect([isEarlyLook(looking), isEarlyLook(withLookEnded(looking)), isEarlyLook(running())]).toEqual([
      ...[true, false, false],
    ]);
    expect(withLookEnded(looking).hints).toEqual({ lookedAtMs: 1 });
    const none = running();
    expect(withLookEnded(none)).toBe(none);
  });
});

describe('a charge that was to be read again, and met silence', () => {
  const nit = asNit('paid');
  const looking = (silent?: number): SubscriptionRecord =>
    withHints({
      lookedAtMs: START_MS,
      look: { reread: [nit], ...(silent === undefined ? {} : { silent }) },
    });

  it('is owed still, at a growing pace', () => {
    expect(withRereadsOwed(looking(), [nit]).hints).toMatchObject({
      ...{ reread: ['paid'], retry: { silent: 1, atMs: START_MS + HOUR } },
    });
    expect(withRereadsOwed(looking(1), [nit]).hints?.retry).toEqual({ silent: 2, atMs: START_MS + 2 * HOUR });
    const twice = withRereadsOwed(withRereadsOwed(looking(), [nit]), [asNit('PAID'), asNit('other')]);
    expect(twice.hints?.reread).toEqual(['paid', 'other']);
  });

  it('is asked for no more of itself after seventeen looks', () => {
    expect(withRereadsOwed(looking(16), [nit]).hints?.retry).toMatchObject({ silent: 17 });
    const given = withRereadsOwed(withHints({ ...looking(17).hints, retry: { silent: 17, atMs: 1 } }), [nit]);
    expect(given.hints?.retry).toEqual({ silent: 18 });
    expect(hintedMs(given)).toBe(Infinity);
    // What is news begins anew.
    const news = takeHint(given, { nit: 'unheard', status: 'CON' }, 5);
    expect(news.hints).toMatchObject({ owedSinceMs: 5, reread: ['paid'] });
    expect(news.hints).not.toHaveProperty('retry');
    expect(given.hints?.reread).toEqual(['paid']);
  });

  it('is owed only where it was asked for', () => {
    const record = looking();
    expect(withRereadsOwed(record, [])).toBe(record);
    expect(withRereadOwed(record, asNit('other'))).toBe(record);
    expect(withRereadOwed(record, asNit('PAID')).hints?.reread).toEqual(['PAID']);
    const none = { ...running(), ledger: ledger() };
    expect(withRereadOwed(none, nit)).toBe(none);
  });
});
