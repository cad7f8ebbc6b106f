import { chargedTwiceAtOnce, firstJobMs } from '../../domain/opening/first-charges';
import { instantOf } from '../../domain/calendar';

const jobOf = (firstDate: string, now: string): string => instantOf(firstJobMs(firstDate, Date.parse(now)));

describe('the first scheduled charge', () => {
  test('is made by the job of its date, at 03:30 in São Paulo', () => {
    expect(jobOf('2026-12-10', '2026-11-20T12:00:00Z')).toBe('2026-12-10T06:30:00.000Z');
    expect(jobOf('2026-12-10', '2026-12-10T06:29:59Z')).toBe('2026-12-10T06:30:00.000Z');
  });

  test('is made by the next job where the one of its date has run', () => {
    expect(jobOf('2026-12-10', '2026-12-10T06:30:00Z')).toBe('2026-12-11T06:30:00.000Z');
    // Already the 11th in UTC, still the 10th in São Paulo.
    expect(jobOf('2026-12-10', '2026-12-11T02:59:00Z')).toBe('2026-12-11T06:30:00.000Z');
  });

  test('is said in money beside a payment now, with both amounts', () => {
    const order = {
      entry: 'pay_now' as const,
      schedule: { amountCents: 4_990, firstDate: '2026-12-10', intervalMonths: 1 },
      payment: { amountCents: 990 },
    };
    const told = (now: string): string | undefined => chargedTwiceAtOnce(order, Date.parse(now));
    expect(told('2026-12-10T12:00:00Z')).toBe('R$ 9,90 now, and R$ 49,90 again tomorrow at 03:30');
    expect(told('2026-12-10T05:00:00Z')).toBe('R$ 9,90 now, and R$ 49,90 again today at 03:30');
    expect(told('2026-12-09T12:00:00Z')).toBe('R$ 9,90 now, and R$ 49,90 again tomorrow at 03:30');
    expect(told('2026-12-08T12:00:00Z')).toBeUndefined();
    expect(chargedTwiceAtOnce({ ...order, entry: 'start_later' }, Date.parse('2026-12-10T12:00:00Z'))).toBe(
      undefined,
    );
  });
});
