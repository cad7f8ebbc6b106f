import { refuseUnlessRejected } from '../../client/start/attempt/ended-attempt';
import { storyOf } from '../../client/start/attempt/story-of';
import type { SubscriptionView } from '../../contract/view';
import { activeView } from './support/builders';

const WORKFLOW = 'subscription/loja-a/A0001';
const none = { cycles: 0, paidCents: 0, refundedCents: 0, reversedCents: 0, owedCents: 0, openCharges: 0 };
const rejected = (changes: Partial<SubscriptionView> = {}): SubscriptionView =>
  activeView({
    state: 'rejected',
    gateway: { paymentStatus: 'NEG', scheduleStatus: 'NOV' },
    ledger: {
      immediate: [],
      cycles: [],
      summary: { ...none, byOutcome: {} as SubscriptionView['ledger']['summary']['byOutcome'] },
    },
    ...changes,
  });

describe('an order is started once more', () => {
  test('after a rejected start without money', () => {
    expect(() => {
      refuseUnlessRejected(WORKFLOW, rejected());
    }).not.toThrow();
  });

  test.each<[string, Partial<SubscriptionView>, string]>([
    ['one that was paid after all', { gateway: { paymentStatus: 'CON' } }, 'money_moved'],
    ['one that is authorised', { gateway: { paymentStatus: 'PPC' } }, 'money_moved'],
    ['one that was undone', { state: 'undone' }, 'not_rejected'],
    ['one that expired', { state: 'expired' }, 'not_rejected'],
    ['one that was given up', { state: 'cancelled' }, 'not_rejected'],
    ['an adoption', { entry: 'adopt' }, 'not_rejected'],
  ])('and not after %s', (_what, changes, reason) => {
    expect(() => {
      refuseUnlessRejected(WORKFLOW, rejected(changes));
    }).toThrow(expect.objectContaining({ code: 'attempt_refused', reason }) as Error);
  });

  test('with the story of those before it, without what might be a card number', () => {
    const at = '2026-12-01T12:00:00.000Z';
    const denied = { at, by: 'gateway', event: 'payment_denied', what: 'denied' } as const;
    const first = rejected({ audit: [{ ...denied, reason: 'card 4111111111111111' }] });
    const [one] = storyOf(first, 3);
    expect(one).toMatchObject({ what: 'denied', lastEvent: 3 });
    expect(JSON.stringify(one)).not.toContain('4111');
    const again = rejected({ attempt: 2, earlierAttempts: one === undefined ? [] : [one] });
    expect(storyOf(again, 7).map(({ lastEvent }) => lastEvent)).toEqual([3, 7]);
  });
});
