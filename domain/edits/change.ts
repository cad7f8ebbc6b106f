import { counted } from '../counted';
import { formatReais } from '../money';
import type { IsoDate } from '../calendar';

/** A reference to a card; never its number (R7). */
export type CardReference = { kind: 'carat_token'; token: string } | { kind: 'vault'; reference: string };

/** What a person asks for on a running schedule. Each but `uncancel` before its time is one edit at the gateway. */
export type Change =
  | { kind: 'pause' }
  /** From `nextDate` on; without it from the next date of its rhythm. With `chargeMissed` from tomorrow on. */
  | { kind: 'resume'; nextDate?: IsoDate | undefined; chargeMissed?: boolean | undefined }
  /** Nothing is charged any more. At the end of the period, what was paid for goes on until the next due date. */
  | { kind: 'cancel'; when: 'now' | 'period_end' }
  | { kind: 'uncancel' }
  | { kind: 'changeAmount'; amountCents: number }
  | { kind: 'changeNextDate'; nextDate: IsoDate }
  | { kind: 'changeCard'; card: CardReference }
  | { kind: 'changeInstallments'; installments: number };

export const CHANGE_KINDS = [
  'pause',
  'resume',
  'cancel',
  'uncancel',
  'changeAmount',
  'changeNextDate',
  'changeCard',
  'changeInstallments',
] as const satisfies readonly Change['kind'][];
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a change makes of the schedule, where it decides that. */
export const STATUS_AFTER: Partial<Record<Change['kind'], 'active' | 'inactive'>> = {
  pause: 'inactive',
  cancel: 'inactive',
  resume: 'active',
  uncancel: 'active',
};

/** What one edit sets at the gateway, absolute values. What is left out stays as it is (docs/gateway.md §7). */
export interface EditFields {
  status?: 'ATV' | 'INA';
  amountCents?: number;
  nextDate?: IsoDate;
  installments?: number;
  card?: CardReference;
}

/** What a change asks for by field, without its card. */
export interface ChangeDetails {
  amountCents?: number | undefined;
  nextDate?: IsoDate | undefined;
  installments?: number | undefined;
  when?: 'now' | 'period_end' | undefined;
  chargeMissed?: boolean | undefined;
}

export function detailsOf(change: Change): ChangeDetails {
  switch (change.kind) {
    case 'pause':
    case 'uncancel':
    case 'changeCard':
      return {};
    case 'resume':
    case 'cancel':
    case 'changeAmount':
    case 'changeNextDate':
    case 'changeInstallments': {
      const { kind, ...details } = change;
      return details;
    }
  }
}

/** A change in words, for people. */
export function changeInWords(change: Change): string {
  switch (change.kind) {
    case 'pause':
      return 'pause';
    case 'resume':
      return change.chargeMissed === true ? 'resume, and charge what was missed' : 'resume';
    case 'cancel':
      return change.when === 'now' ? 'cancel now' : 'cancel at the end of the paid period';
    case 'uncancel':
      return 'take the cancellation back';
    case 'changeAmount':
      return `change the amount to ${formatReais(change.amountCents)}`;
    case 'changeNextDate':
      return `move the next date to ${change.nextDate}`;
    case 'changeCard':
      return 'change the card';
    case 'changeInstallments':
      return `change the installments to ${String(change.installments)}`;
  }
}

/** The fields of an edit in words. A card has none. */
export function fieldsInWords({ status, amountCents, nextDate, installments, card }: EditFields): string {
  const parts = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(amountCents === undefined ? [] : [`amount ${formatReais(amountCents)}`]),
    ...(nextDate === undefined ? [] : [`next date ${nextDate}`]),
    ...(installments === undefined ? [] : [counted(installments, 'installment', 'installments')]),
    ...(card === undefined ? [] : ['another card']),
  ];
  return parts.join(', ');
}
