import type { SubscriptionView } from '../../contract/view';
import { columns, localTime, plain, reais } from './text';

type Ledger = SubscriptionView['ledger'];
type Charge = Ledger['immediate'][number];

/** The ledger as a table, one line for each charge and one for each cycle without any. */
export function ledgerText({ immediate, cycles, summary }: Ledger): string {
  const rows = [
    ...immediate.map((charge) => [...startOfRow('now', '', ''), ...chargeCells(charge)]),
    ...cycles.flatMap(({ number, dueDate, outcome, charges }) => {
      const start = startOfRow(String(number), dueDate, outcome);
      return charges.length === 0 ? [start] : charges.map((charge) => [...start, ...chargeCells(charge)]);
    }),
  ];
  if (rows.length === 0) return 'Ledger: no charges yet';
  return `Ledger: ${totals(summary)}\n${columns([HEADINGS, ...rows]).replace(/^/gm, '  ')}`;
}

const HEADINGS = [
  'CYCLE',
  'DUE',
  'OUTCOME',
  'CHARGE',
  'STATUS',
  'AMOUNT',
  'EXECUTED',
  'KNOWN BY',
  'ISSUER',
  'NIT',
];

const startOfRow = (cycle: string, due: string, outcome: string): string[] => [cycle, due, outcome];

function chargeCells({
  outcome,
  gatewayStatus,
  amountCents,
  refundedCents,
  reversedCents,
  at,
  knownBy,
  code,
  message,
  nit,
}: Charge): string[] {
  const issuer = [code ?? '', message ?? ''].filter((part) => part !== '').join(' ');
  const amount = [
    reais(amountCents),
    refundedCents === undefined ? '' : `−${reais(refundedCents)} refunded`,
    reversedCents === undefined ? '' : `−${reais(reversedCents)} reversed`,
  ].filter((part) => part !== '');
  return [outcome, gatewayStatus ?? '', amount.join(' '), localTime(at), knownBy, plain(issuer), nit];
}

/** E.g. `4 cycles (2 paid, 1 denied, 1 due), R$ 149,70 paid in all`; the immediate payment is no cycle. */
function totals(summary: Ledger['summary']): string {
  const { cycles, paidCents, refundedCents, reversedCents, byOutcome, openCharges } = summary;
  const outcomes = Object.entries(byOutcome)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const count = `${cycles} ${cycles === 1 ? 'cycle' : 'cycles'}`;
  return [
    outcomes.length === 0 ? count : `${count} (${outcomes.join(', ')})`,
    `${reais(paidCents)} paid in all`,
    ...(refundedCents > 0 ? [`${reais(refundedCents)} refunded`] : []),
    ...(reversedCents > 0 ? [`${reais(reversedCents)} reversed`] : []),
    ...(openCharges > 0 ? [`${openCharges} open`] : []),
  ].join(', ');
}
