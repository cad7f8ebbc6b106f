import { partsOf } from '../report-text';
import type { YearCost } from './years';

/** Years and their cost, as a person reads them. */
export const costText = (years: readonly YearCost[]): string => years.map(yearText).join('\n\n');

function yearText({ what, cost, charges, denials, mayCost, ok }: YearCost): string {
  return [
    `${ok ? '✓' : '✗'} ${what}`,
    `  ${String(cost.events)} of ${String(mayCost.events)} events, ${String(cost.actions)} of ${String(mayCost.actions)} actions`,
    `  ${String(charges)} charges of the gateway, ${String(denials)} denied; ${partsOf(cost)}`,
  ].join('\n');
}
