import type { SubscriptionView } from '../../contract/view';

/**
 * Charges that are to be given back by the flags that are up: of a cycle as many as are surplus, the last ones, and each that was paid after
 * a cancellation. What is being refunded already counts as given back.
 */
export function nitsToRefund({ attentionDetails, ledger, refunds }: SubscriptionView): string[] {
  const isBeingRefunded = (nit: string): boolean =>
    refunds.some(({ charge, endedAt }) => charge === nit && endedAt === undefined);
  const paid = ledger.cycles.map(({ dueDate, charges }) => ({
    dueDate,
    nits: charges.flatMap(({ nit, outcome }) => (outcome === 'paid' && !isBeingRefunded(nit) ? [nit] : [])),
  }));
  const of = (cause: SubscriptionView['attentionDetails'][number]): string[] => {
    if (cause.flag === 'charged_after_cancellation')
      return paid.flatMap(({ nits }) => nits.filter((nit) => nit === cause.nit));
    if (cause.flag !== 'cycle_paid_twice') return [];
    const nits = paid.find(({ dueDate }) => dueDate === cause.cycle)?.nits ?? [];
    return cause.isBeforeAdoption === true ? nits : nits.slice(1);
  };
  return [...new Set(attentionDetails.flatMap(of))];
}
