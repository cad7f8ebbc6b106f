import { changeText } from '../../client/cli/format-change';
import type { SubscriptionView } from '../../client';
import { activeView } from './support/builders';
import { look } from './support/look';

const answered = (view: SubscriptionView | undefined): string =>
  changeText(
    {
      kind: 'refund',
      ref: { merchant: 'loja-a', orderId: 'A0001' },
      answer: { result: 'carried_out', state: 'active', scheduleStatus: 'ATV' },
      view,
    },
    look(),
  );

test('the answer of a refund says that the schedule goes on, where it does', () => {
  const cancellation = { when: 'now', by: 'ana', reason: 'leaves', at: '2026-12-15T12:00:00.000Z' } as const;
  expect(answered(activeView())).toContain('The schedule goes on as before.');
  const { gateway } = activeView();
  for (const view of [
    activeView({ cancellation }),
    activeView({ gateway: { ...gateway, scheduleStatus: 'INA' } }),
    undefined,
  ])
    expect(answered(view)).not.toContain('goes on');
});
