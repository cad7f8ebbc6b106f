import { previewOpening, type PreviewedOrder } from '../../domain/opening/preview';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const order = (changes: Partial<PreviewedOrder> = {}): PreviewedOrder => ({
  entry: 'start_later',
  schedule: { amountCents: 4_990, firstDate: '2026-12-10', intervalMonths: 1, numberOfTimes: 12 },
  ...changes,
});

describe('the dry run of a start', () => {
  test('tells the charges, the last one and the total of a schedule', () => {
    expect(previewOpening(order(), NOW)).toEqual({
      nextCharges: [
        { date: '2026-12-10', amountCents: 4_990 },
        { date: '2027-01-10', amountCents: 4_990 },
        { date: '2027-02-10', amountCents: 4_990 },
      ],
      firstChargeAt: '2026-12-10T06:30:00.000Z',
      lastDate: '2027-11-10',
      total: { charges: 12, amountCents: 59_880 },
      zone: 'America/Sao_Paulo',
      gatewayCalls: ['createTransaction', 'activateSchedule'],
    });
  });

  test('tells the payment now, and the most that all comes to', () => {
    const payment = { amountCents: 990, installments: 2 };
    const told = previewOpening(
      order({ entry: 'pay_now', payment, lateConfirmation: { confirmWithinMinutes: 60 } }),
      NOW,
    );
    expect(told).toMatchObject({
      now: { ...payment, confirmWithinMinutes: 60 },
      total: { charges: 13, amountCents: 60_870, isMost: true },
      gatewayCalls: ['createTransaction', 'payTransaction', 'confirmPayment'],
    });
    expect(told).not.toHaveProperty('chargedTwiceAtOnce');
  });

  test('says when the payment now and the first charge fall together', () => {
    const schedule = { ...order().schedule, firstDate: '2026-11-20' };
    const told = previewOpening(
      order({ entry: 'pay_now', schedule, payment: { amountCents: 990, installments: 1 } }),
      NOW,
    );
    expect(told.chargedTwiceAtOnce).toBe('R$ 9,90 now, and R$ 49,90 again tomorrow at 03:30');
    expect(told.firstChargeAt).toBe('2026-11-21T06:30:00.000Z');
  });

  test('tells of an open-ended schedule neither a last date nor a total, and of month ends that they vary', () => {
    const told = previewOpening(
      order({ schedule: { amountCents: 4_990, firstDate: '2026-12-31', intervalMonths: 2 } }),
      NOW,
    );
    expect(told.nextCharges.map(({ date }) => date)).toEqual(['2026-12-31', '2027-02-28', '2027-04-30']);
    expect(told).toMatchObject({ datesMayVaryByDays: 3 });
    expect(told).not.toHaveProperty('lastDate');
    expect(told).not.toHaveProperty('total');
  });
});
