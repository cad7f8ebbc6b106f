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
    const [first, last] = ledger.cycles;
    const [charge] = first?.charges ?? [];
    if (first === undefined || last === undefined || charge === undefined)
      throw new Error('the view has a paid charge');
    const [SECOND, LATE] = ['c3'.repeat(32), 'd4'.repeat(32)];
    const twice = { ...first, charges: [charge, { ...charge, nit: SECOND }] };
    const proposed = (refunds: SubscriptionView['refunds']): (string | undefined)[] => {
      const text = shown({
        ...{ attention: ['cycle_paid_twice', 'charged_after_cancellation'], refunds },
        attentionDetails: [
          { flag: 'cycle_paid_twice', what: 'paid more than once', cycle: first.dueDate },
          { flag: 'charged_after_cancellation', what: 'charged', nit: LATE },
        ],
        ledger: { ...ledger, cycles: [twice, { ...last, charges: [{ ...charge, nit: LATE }] }] },
      });
      const commands = text.matchAll(/carat refund loja-a\/A0001 --nit (\w+) --card-token "<token>" --by/g);
      return [...commands].map(([, nit]) => nit);
    };
    expect(proposed([])).toEqual([SECOND, LATE]);
    // Whoever is giving one of the two back already keeps the other.
    const asked = { id: 'refund/1', what: 'refund', by: 'Ana', reason: 'paid twice', at: charge.knownAt };
    const refund = { ...asked, amountCents: 4_990, state: 'under_way' as const };
    expect(proposed([{ ...refund, charge: charge.nit }])).toEqual([LATE]);
    expect(proposed([{ ...refund, charge: LATE }])).toEqual([SECOND]);
  });
});
