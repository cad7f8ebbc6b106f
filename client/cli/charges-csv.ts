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
];

type Charge = ChargesPage['immediate'][number];

/** A page as comma-separated values (RFC 4180): one line for each charge, and one for each cycle without any. */
export function chargesCsv({ cycles, immediate }: ChargesPage): string {
  const rows = [
    ...cycles.flatMap(({ number, dueDate, outcome, charges }) => {
      const start = [String(number), dueDate, outcome];
      return charges.length === 0 ? [start] : charges.map((charge) => [...start, ...cellsOf(charge)]);
    }),
    ...immediate.map((charge) => ['immediate', '', '', ...cellsOf(charge)]),
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
}: Charge): string[] => [
  outcome,
  gatewayStatus ?? '',
  amountCents === undefined ? '' : String(amountCents),
  at ?? '',
  knownBy,
  code ?? '',
  message ?? '',
  nit,
];
