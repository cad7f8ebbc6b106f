import { formatReais } from '../../../contract/vocabulary';
import { dateOf } from '../../../sandbox/time/calendar';
import type { Case } from '../case';
import { shortId, type Finding } from '../finding';

/** I20: what the gateway executed for the schedule has an amount that was sold by then, to whoever asked or in the portal. */
export function amountsSold({ life, taken, executed }: Case): Finding[] {
  const sold = [
    { fromMs: 0, amountCents: life.script.input.schedule.amountCents },
    { fromMs: 0, amountCents: life.script.past?.schedule.amountCents },
    ...taken
      .filter(({ name }) => name === 'changeAmount')
      .map(({ atMs, fields }) => ({ fromMs: atMs, amountCents: fields.amountCents })),
    ...life.acts.flatMap(({ act, at, done }) =>
      act.kind === 'portal_edit' && done
        ? [{ fromMs: Date.parse(at), amountCents: act.edit.amountCents }]
        : [],
    ),
  ];
  return executed
    .filter(({ kind, at, amountCents }) => {
      const isSold = sold.some((one) => one.fromMs <= Date.parse(at) && one.amountCents === amountCents);
      return kind === 'scheduled' && !isSold;
    })
    .map(({ nit, at, amountCents }) => ({
      invariant: 'I20 the amount was sold',
      what: `charge ${shortId(nit)} of ${dateOf(at)}: ${formatReais(amountCents)}, which nobody sold`,
    }));
}
