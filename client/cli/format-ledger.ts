import type { SubscriptionView } from '../../contract/view';
import type { RefundLine } from '../../contract/refund-lines';
import type { ChargesPage } from '../reading/charges';
import { sameCommandWith } from './command-text';
import type { Look } from './look';
import { styleOfOutcome } from './paint';
import { paragraph, table, type Cell, type Column } from './table';
import { localTime, plain, reais } from './text';
import type { Words } from './words/words';

type Ledger = SubscriptionView['ledger'];
type Charge = Ledger['immediate'][number];

/** The ledger as a table, one line for each charge and one for each cycle without any. */
export function ledgerText({ immediate, cycles, summary, earlier }: Ledger, look: Look): string {
  const { words } = look;
  const rows = [
    ...immediate.map((charge) => immediateRow(charge, words)),
    ...cycles.flatMap((cycle) => cycleRows(cycle, words)),
  ];
  if (rows.length === 0) return `${words.names.ledger}: ${words.noCharges}`;
  const before = earlier === undefined ? '' : `  ${words.asksCharges(earlier.cycles, earlier.until)}\n`;
  return `${totalsText(summary, look)}\n${before}${tableOf(rows, look)}`;
}

/** A page of cycles and charges as a table, newest first, with what is not kept and the command for the next page. */
export function chargesText(
  { cycles, immediate, refunds, summary, notKept, nextPageToken }: ChargesPage,
  look: Look,
): string {
  const { words } = look;
  const rows = [
    ...cycles.flatMap((cycle) => cycleRows(cycle, words, refunds)),
    ...immediate.flatMap((charge) => [immediateRow(charge, words), ...refundRows(charge, words, refunds)]),
  ];
  const parts = [
    totalsText(summary, look),
    rows.length === 0 ? '' : tableOf(rows, look),
    notKept === undefined ? '' : words.notKept(notKept.cycles, notKept.upToNumber),
    nextPageToken === undefined
      ? ''
      : `${words.more}\n${sameCommandWith(look, '--page-token', nextPageToken)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const tableOf = (rows: Cell[][], look: Look): string =>
  table(columnsOf(look), rows, { ...look, width: look.width - 2 }).replace(/^/gm, '  ');

const totalsText = (summary: Ledger['summary'], { words, width }: Look): string =>
  paragraph(`${words.names.ledger}: ${totals(summary, words)}`, width);

const immediateRow = (charge: Charge, words: Words): Cell[] => [
  words.immediate,
  '',
  { text: words.outcomes[charge.outcome], style: styleOfOutcome(charge.outcome) },
  ...chargeCells(charge, words),
];

function cycleRows(
  { number, dueDate, outcome, charges }: Ledger['cycles'][number],
  words: Words,
  refunds: readonly RefundLine[] = [],
): Cell[][] {
  const start = [String(number), dueDate, { text: words.outcomes[outcome], style: styleOfOutcome(outcome) }];
  return charges.length === 0
    ? [start]
    : charges.flatMap((charge) => [
        [...start, ...chargeCells(charge, words)],
        ...refundRows(charge, words, refunds),
      ]);
}

/** Below its charge: what went back of it, when, and who asked for it. */
const refundRows = ({ nit: charge }: Charge, words: Words, refunds: readonly RefundLine[]): Cell[][] =>
  refunds
    .filter((refund) => refund.charge === charge)
    .map(({ refundedCents, at, by, reason, nit = '' }) => [
      ...['', '', words.refund, '', '', `−${reais(refundedCents)}`],
      ...[localTime(at), plain(by), plain(reason), nit],
    ]);

/** What can be done without on a narrow terminal: how it became known, the gateway's status, the outcome of a single charge. */
const columnsOf = ({ words: { names } }: Look): Column[] => [
  { head: names.cycle.toUpperCase() },
  { head: names.due.toUpperCase() },
  { head: names.outcome.toUpperCase() },
  { head: names.charge.toUpperCase(), drop: 3 },
  { head: names.status.toUpperCase(), drop: 2 },
  { head: names.amount.toUpperCase(), wraps: true },
  { head: names.executed.toUpperCase() },
  { head: names.knownBy.toUpperCase(), drop: 1 },
  { head: names.issuer.toUpperCase(), wraps: true },
  { head: names.nit.toUpperCase(), isId: true },
];

function chargeCells(charge: Charge, words: Words): Cell[] {
  const { outcome, gatewayStatus, amountCents, refundedCents, reversedCents, at, knownBy, code, message } =
    charge;
  const issuer = [code ?? '', message ?? ''].filter((part) => part !== '').join(' ');
  const amount = [
    reais(amountCents),
    refundedCents === undefined ? '' : words.refundedPart(reais(refundedCents)),
    reversedCents === undefined ? '' : words.reversedPart(reais(reversedCents)),
  ].filter((part) => part !== '');
  return [
    { text: words.outcomes[outcome], style: styleOfOutcome(outcome) },
    gatewayStatus ?? '',
    amount.join(' '),
    localTime(at),
    words.knownBy[knownBy],
    plain(issuer),
    charge.nit,
  ];
}

/** E.g. `4 cycles (2 paid, 1 denied, 1 due), R$ 149,70 received and kept`; the immediate payment is no cycle. */
function totals(summary: Ledger['summary'], words: Words): string {
  const { cycles, paidCents, refundedCents, reversedCents, owedCents, byOutcome, openCharges } = summary;
  const { totals: names } = words;
  const outcomes = Object.entries(byOutcome)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => words.counted(count, words.outcomes[outcome as keyof typeof byOutcome]));
  const count = words.cycles(cycles);
  return [
    outcomes.length === 0 ? count : `${count} (${outcomes.join(', ')})`,
    `${reais(paidCents)} ${names.paid}`,
    ...(refundedCents > 0 ? [`${reais(refundedCents)} ${names.refunded}`] : []),
    ...(reversedCents > 0 ? [`${reais(reversedCents)} ${names.reversed}`] : []),
    ...(owedCents > 0 ? [`${reais(owedCents)} ${names.owed}`] : []),
    ...(openCharges > 0 ? [`${String(openCharges)} ${names.open}`] : []),
  ].join(', ');
}
