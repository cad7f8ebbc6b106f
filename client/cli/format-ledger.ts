import type { SubscriptionView } from '../../contract/view';
import type { RefundLine } from '../../contract/refund-lines';
import type { ChargesPage } from '../reading/charges';
import { columns, localTime, plain, reais } from './text';

type Ledger = SubscriptionView['ledger'];
type Charge = Ledger['immediate'][number];

/** The ledger as a table, one line for each charge and one for each cycle without any. */
export function ledgerText({ immediate, cycles, summary, earlier }: Ledger): string {
  const rows = [...immediate.map(immediateRow), ...cycles.flatMap((cycle) => cycleRows(cycle))];
  if (rows.length === 0) return 'Ledger: no charges yet';
  const before =
    earlier === undefined
      ? ''
      : `  ${earlier.cycles} cycles until ${earlier.until} are in the sums only: \`charges\` lists them\n`;
  return `Ledger: ${totals(summary)}\n${before}${table(rows)}`;
}

/** A page of cycles and charges as a table, newest first, with what is not kept and the command for the next page. */
export function chargesText({
  cycles,
  immediate,
  refunds,
  summary,
  notKept,
  nextPageToken,
}: ChargesPage): string {
  const rows = [
    ...cycles.flatMap((cycle) => cycleRows(cycle, refunds)),
    ...immediate.flatMap((charge) => [immediateRow(charge), ...refundRows(charge, refunds)]),
  ];
  const parts = [
    `Ledger: ${totals(summary)}`,
    rows.length === 0 ? '' : table(rows),
    notKept === undefined ? '' : notKeptText(notKept),
    nextPageToken === undefined ? '' : `More: repeat with --page-token ${nextPageToken}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What is not kept any more, in words. */
export const notKeptText = ({ cycles, upToNumber }: NonNullable<ChargesPage['notKept']>): string =>
  cycles === 1
    ? `Of cycle ${upToNumber} no detail is kept any more: the namespace has let its run go. It counts in the sums.`
    : `Of ${cycles} cycles up to number ${upToNumber} no detail is kept any more: the namespace has let their runs go. They count in the sums.`;

const table = (rows: string[][]): string => columns([HEADINGS, ...rows]).replace(/^/gm, '  ');

const immediateRow = (charge: Charge): string[] => [...startOfRow('now', '', ''), ...chargeCells(charge)];

function cycleRows(
  { number, dueDate, outcome, charges }: Ledger['cycles'][number],
  refunds: readonly RefundLine[] = [],
): string[][] {
  const start = startOfRow(String(number), dueDate, outcome);
  return charges.length === 0
    ? [start]
    : charges.flatMap((charge) => [[...start, ...chargeCells(charge)], ...refundRows(charge, refunds)]);
}

/** Below its charge: what went back of it, when, and who asked for it. */
const refundRows = ({ nit: charge }: Charge, refunds: readonly RefundLine[]): string[][] =>
  refunds
    .filter((refund) => refund.charge === charge)
    .map(({ refundedCents, at, by, reason, nit = '' }) => [
      ...startOfRow('', '', ''),
      ...['refund', '', `−${reais(refundedCents)}`, localTime(at), plain(by), plain(reason), nit],
    ]);

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
  const { cycles, paidCents, refundedCents, reversedCents, owedCents, byOutcome, openCharges } = summary;
  const outcomes = Object.entries(byOutcome)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const count = `${cycles} ${cycles === 1 ? 'cycle' : 'cycles'}`;
  return [
    outcomes.length === 0 ? count : `${count} (${outcomes.join(', ')})`,
    `${reais(paidCents)} paid in all`,
    ...(refundedCents > 0 ? [`${reais(refundedCents)} refunded`] : []),
    ...(reversedCents > 0 ? [`${reais(reversedCents)} reversed`] : []),
    ...(owedCents > 0 ? [`${reais(owedCents)} owed`] : []),
    ...(openCharges > 0 ? [`${openCharges} open`] : []),
  ].join(', ');
}
