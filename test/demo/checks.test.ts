import { noCardNumbers } from '../../demo/card-check';
import { endedAsExpected } from '../../demo/ending-check';
import type { Evidence } from '../../demo/evidence';
import type { Scenario } from '../../demo/scenario';
import { sentOnce } from '../../demo/sent-once-check';
import { testCards } from '../../sandbox/state/test-cards';
import { neverConfirmed, startsLater } from '../../stories/lives';

const [testCard] = testCards;
const cardNumber = testCard?.number ?? '';

describe('the scan for card numbers', () => {
  const history = {
    workflowId: 'subscription/loja-a/A101',
    payloads: ['{"orderId":"A101"}'],
    texts: ['pay'],
  };

  it('is content with a history that it could read and that holds none', () => {
    expect(noCardNumbers([history])).toMatchObject({ ok: true, detail: '1 history, 1 payload read' });
  });

  it.each([
    ['a payload', { payloads: [...history.payloads, `{"card":"${cardNumber}"}`] }],
    ['a payload, in groups of four', { payloads: [...history.payloads, '"4111 1111 1111 1111"'] }],
    ['a text, such as a failure message', { texts: [`card ${cardNumber} refused`] }],
  ])('finds a card number in %s', (_where, changes) => {
    expect(noCardNumbers([{ ...history, ...changes }])).toMatchObject({
      ok: false,
      detail: 'A101 has a card number in its history',
    });
  });

  it('does not take a history for clean that it could not read', () => {
    const base64 = Buffer.from('{"orderId":"A101"}').toString('base64');
    expect(noCardNumbers([{ ...history, payloads: [base64] }]).ok).toBe(false);
    expect(noCardNumbers([{ ...history, payloads: [] }]).ok).toBe(false);
  });
});

describe('the count of money calls', () => {
  const pay = { route: 'pay', orderId: 'A101', executed: true } as const;

  it('allows each call once for each order, and requests that did nothing', () => {
    const requests = [pay, { ...pay, orderId: 'B149' }, { ...pay, executed: false }] as const;
    expect(sentOnce(requests)).toMatchObject({ ok: true, detail: 'pay 2, activate 0, confirm 0, undo 0' });
  });

  it('sees a call that was executed twice for one order', () => {
    expect(sentOnce([pay, pay])).toMatchObject({ ok: false, detail: 'A101 pay was executed more than once' });
  });
});

describe('the comparison of each ending with its life', () => {
  const scenario: Scenario = {
    orderId: 'A101',
    life: startsLater,
    terms: { firstCharge: { inDays: 10 }, months: 2, amountCents: 4_990 },
    brand: 'visa',
    card: 'carat_token',
    ending: { scheduleStatus: 'FIN', charged: true, deniedCycles: [2] },
  };
  const evidence = {
    views: [
      {
        orderId: 'A101',
        state: 'completed',
        gateway: { sid: 'the-sid' },
        ledger: { cycles: [{ outcome: 'paid' }, { outcome: 'denied' }] },
      },
    ],
    schedules: [{ sid: 'the-sid', status: 'FIN' }],
  } as unknown as Evidence;

  const detailOf = (changes: Partial<Scenario>): string =>
    endedAsExpected([{ ...scenario, ...changes }], evidence).detail;

  it('holds where all is as expected', () => {
    expect(endedAsExpected([scenario], evidence)).toMatchObject({ ok: true, detail: '1 of 1' });
  });

  it.each<[string, Partial<Scenario>, string]>([
    ['state', { life: neverConfirmed }, 'is completed, not undone'],
    [
      'payment status',
      { ending: { ...scenario.ending, paymentStatus: 'CON' } },
      'has payment status –, not CON',
    ],
    [
      "gateway's schedule status",
      { ending: { ...scenario.ending, scheduleStatus: 'DES' } },
      'has schedule status at the gateway FIN, not DES',
    ],
    [
      'cycles',
      { ending: { ...scenario.ending, deniedCycles: [1] } },
      'has cycles paid denied, not denied paid',
    ],
    ['subscription', { orderId: 'B149' }, 'has no view'],
    ['event that its life is about', { missing: () => 'the fault never fired' }, 'the fault never fired'],
  ])('sees another %s', (_what, changes, detail) => {
    expect(detailOf(changes)).toContain(detail);
  });
});
