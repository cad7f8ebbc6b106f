import { publishedBy, type Published } from '../../workflows/show/search-attributes';
import { LATER_MS, step, told } from '../domain/events/support';
import { cycleOf } from '../domain/ledger/support';
import { orderOf } from '../domain/support/record';
import type { SubscriptionInput } from '../../contract/input';

const HOUR_MS = 3_600_000;

// Whoever reads events by cursor asks which subscriptions have one since an hour before the last reading.
describe('when something was last told of a subscription', () => {
  const active = told();
  const paid = step(active, { ledger: { ...active.ledger, cycles: [cycleOf(1, '2027-01-10', 'paid')] } });
  const toldMs = Date.parse(paid.events?.kept.at(-1)?.time ?? '');
  const publishedAt = (nowMs: number, before: Partial<Published> = {}): number | null =>
    publishedBy(orderOf() as unknown as SubscriptionInput, paid, { attention: [], before, nowMs })
      .lastEventMs;

  it('is its own moment, published at once or within minutes', () => {
    expect(LATER_MS).toBe(toldMs);
    expect(publishedAt(toldMs)).toBe(toldMs);
    expect(publishedAt(toldMs + 60_000)).toBe(toldMs);
    expect(publishedAt(toldMs + 2 * HOUR_MS, { lastEventMs: toldMs })).toBe(toldMs);
  });

  it('is the moment of its publication where no worker was there to do it for long, and stays that', () => {
    const lateMs = toldMs + 2 * HOUR_MS;
    expect(publishedAt(lateMs)).toBe(lateMs);
    expect(publishedAt(lateMs + HOUR_MS, { lastEventMs: lateMs })).toBe(lateMs);
  });
});
