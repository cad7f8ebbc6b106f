import { viewText } from '../../client/cli/format-view';
import type { SubscriptionView } from '../../contract/view';
import { activeView } from './support/builders';
import { look } from './support/look';

const shown = (changes: Partial<SubscriptionView>): string =>
  viewText(activeView(changes), look({ width: Infinity }));

describe('the commands that `carat show` proposes for flags', () => {
  it('take over the terms of the gateway by themselves, and not with what is only seen', () => {
    const text = shown({ attention: ['terms_differ', 'charge_differs'] });
    expect(text).toContain('carat acknowledge loja-a/A0001 --flags charge_differs --by');
    expect(text).toMatch(
      /Only where the customer agreed.*\n {4}carat acknowledge \S+ --flags terms_differ --by/,
    );
    expect(text).toContain('Set what was sold with `carat change-amount`');
  });

  it('give back each charge of a cycle but its first, and each after a cancellation, by their whole NITs', () => {
    const { ledger } = activeView();
    const [first, ...others] = ledger.cycles;
    const [charge] = first?.charges ?? [];
    if (first === undefined || charge === undefined) throw new Error('the view has a paid charge');
    const [SECOND, LATE] = ['c3'.repeat(32), 'd4'.repeat(32)];
    const twice = { ...first, charges: [charge, { ...charge, nit: SECOND }] };
    const text = shown({
      attention: ['cycle_paid_twice', 'charged_after_cancellation'],
      attentionDetails: [
        { flag: 'cycle_paid_twice', what: 'paid more than once', cycle: first.dueDate },
        { flag: 'charged_after_cancellation', what: 'charged', nit: LATE },
      ],
      ledger: { ...ledger, cycles: [twice, ...others] },
    });
    const refunded = [
      ...text.matchAll(/carat refund loja-a\/A0001 --nit (\w+) --card-token "<token>" --by/g),
    ];
    expect(refunded.map(([, nit]) => nit)).toEqual([SECOND, LATE]);
  });
});
