import type { RefundLine } from '../../contract/refund-lines';
import type { ChargesPage } from '../reading/charges';
import { csvOf } from './csv';

const HEADINGS = [
  'cycle',
  'due_date',
  'cycle_outcome',
  'charge_outcome',
  'gateway_status',
  'amount_cents',
  'executed_at',
  'known_by',
  'issuer_code',
  'issuer_message',
  'nit',
  'reversed_cents',
];

type Charge = ChargesPage['immediate'][number];

/**
 * A page as comma-separated values (RFC 4180): one line for each charge, one for each refund of it below, and one for each cycle without
 * any charge. The amount of a refund is below zero.
 */
export function chargesCsv({ cycles, immediate, refunds }: ChargesPage): string {
  const linesOf = (start: string[], charge: Charge): string[][] => [
    [...start, ...cellsOf(charge)],
    ...refunds
      .filter((refund) => refund.charge === charge.nit)
      .map((refund) => [...start, ...refundCells(refund)]),
  ];
  const rows = [
    ...cycles.flatMap(({ number, dueDate, outcome, charges }) => {
      const start = [String(number), dueDate, outcome];
      return charges.length === 0 ? [start] : charges.flatMap((charge) => linesOf(start, charge));
    }),
    ...immediate.flatMap((charge) => linesOf(['immediate', '', ''], charge)),
  ];
  const width = HEADINGS.length;
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  return csvOf([HEADINGS, ...filled]);
}

const cellsOf = ({
  outcome,
  gatewayStatus,
  amountCents,
  at,
  knownBy,
  code,
  message,
  nit,
  reversedCents,
}: Charge): string[] => [
  outcome,
  gatewayStatus ?? '',
  amountCents === undefined ? '' : String(amountCents),
  at ?? '',
  knownBy,
  code ?? '',
  message ?? '',
  nit,
  reversedCents === undefined ? '' : String(reversedCents),
];

const refundCells = ({ refundedCents, at, by, reason, nit = '' }: RefundLine): string[] => [
  ...['refund', '', String(-refundedCents), at, by, '', reason, nit],
];
