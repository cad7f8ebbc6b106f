import { ProcessingRefusal } from '../answers/codes';
import type { World } from '../world';
import type { FieldRule } from './fields';

/** "true" or "false" on the wire; whatever else is refused as an invalid request. */
export const flagRule: FieldRule = { pattern: /^(true|false)$/, invalid: '150' };

const positiveCents = /^(?!0+$)\d{1,12}$/;

/** amount: integer cents, up to 12 digits, more than zero (docs/gateway.md §0, §1). */
export const amountRule = { pattern: positiveCents, missing: '32', invalid: '33' } as const;

/** installments: 1-99 (docs/gateway.md §1). */
export const installmentsRule = { pattern: /^(?!0+$)\d{1,2}$/, missing: '14', invalid: '15' } as const;

/** installment_type: 3 with interest, 4 without (docs/gateway.md §1). */
export const installmentTypeRule = { pattern: /^[34]$/, missing: '16', invalid: '17' } as const;

/** schedule.soft_descriptor: the text on the statement (docs/gateway.md §1). */
export const softDescriptorRule = { pattern: /^[\x20-\x7e]{1,60}$/, invalid: '25' } as const;

/** schedule.show_times_invoice (docs/gateway.md §1). */
export const showTimesRule = { pattern: /^(true|false)$/, invalid: '157' } as const;

/** Refuses more installments than the authorizer allows (code 109, docs/gateway.md §10). */
export function checkInstallments({ settings }: World, installments: string): void {
  if (Number(installments) > settings.maxInstallments)
    throw new ProcessingRefusal('109', 400, 'installments');
}
