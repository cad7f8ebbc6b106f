import { formatReais } from '../../../contract/vocabulary';
import type { TimelineEntry } from '../../reading/timeline';
import { auditInPortuguese, type AUDIT_IN_PORTUGUESE, reasonInPortuguese } from './pt-audit';
import type { Words } from './words';

type Told = Exclude<TimelineEntry['event'], keyof typeof AUDIT_IN_PORTUGUESE>;

/** What is told beside the audit trail: charges, refunds, cycles without a charge, earlier attempts. */
const BESIDE: Readonly<Record<Told, (entry: TimelineEntry, outcomes: Words['outcomes']) => string>> = {
  charge: (entry, outcomes) => {
    const { amountCents, outcome, gatewayStatus } = entry;
    const amount = amountCents === undefined ? 'valor desconhecido' : formatReais(amountCents);
    const status = gatewayStatus === undefined ? '' : ` (${gatewayStatus})`;
    const became = outcome === undefined ? '' : outcomes[outcome];
    const wentBack = outcome === 'refunded' || outcome === 'reversed';
    return `${whichOf(entry)}: ${amount} ${wentBack ? `${outcomes.paid}, depois ${became}` : became}${status}`;
  },
  refund: ({ amountCents, cycle, charge = '' }) => {
    const of = cycle === undefined ? `da cobrança de NIT ${charge}` : `do ciclo ${String(cycle)}`;
    return `${formatReais(amountCents ?? 0)} ${of} devolvidos`;
  },
  reversal: (entry) => {
    const { amountCents = 0, gatewayStatus } = entry;
    const status = gatewayStatus === undefined ? '' : ` (${gatewayStatus})`;
    return `${whichOf(entry)}: ${formatReais(amountCents)} devolvidos, e não por nós${status}`;
  },
  no_charge: (entry, outcomes) => {
    const { none = 'missed' } = entry;
    const why = none === 'missed' ? 'o gateway seguiu sem cobrar' : 'a agenda estava inativa';
    return `${whichOf(entry)}: ${outcomes[none]}, ${why}`;
  },
  earlier_attempt: ({ attempt = 1, ended = '' }) => `tentativa ${String(attempt)} rejeitada: ${ended}`,
};

const whichOf = ({ cycle, dueDate = '' }: TimelineEntry): string =>
  cycle === undefined ? 'o pagamento no início' : `ciclo ${String(cycle)}, com vencimento em ${dueDate}`;

/** One line of the timeline, and why. */
export function happenedInPortuguese(entry: TimelineEntry, outcomes: Words['outcomes']): string {
  const { event } = entry;
  if (isBeside(event)) return withReason(BESIDE[event](entry, outcomes), entry.reason);
  const line = { ...entry, event };
  return withReason(auditInPortuguese(line), reasonInPortuguese(line));
}

const isBeside = (event: TimelineEntry['event']): event is Told => Object.hasOwn(BESIDE, event);

const withReason = (told: string, reason: string | undefined): string =>
  reason === undefined ? told : `${told}: ${reason}`;
