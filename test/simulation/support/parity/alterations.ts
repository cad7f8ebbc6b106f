import type { ComparedLife } from './compare';

type Alteration = readonly [
  what: string,
  fits: (life: ComparedLife) => boolean,
  alter: (life: ComparedLife) => void,
];

const DAY_MS = 86_400_000;

/** Small differences, each in one thing that is compared; the shown state is the same in most. */
export const alterations: readonly Alteration[] = [
  ['the state', always, ({ view }) => (view.state = view.state === 'active' ? 'paused' : 'active')],
  ['a charge of the sandbox is missing', hasCharges, ({ ledger }) => (ledger as unknown[]).pop()],
  ['a charge is executed twice', hasCharges, ({ ledger }) => (ledger as unknown[]).push(ledger[0])],
  ['a charge is of another amount', hasCharges, ({ ledger }) => (one(ledger).amountCents += 1)],
  ['a charge has another outcome', hasCharges, ({ ledger }) => (one(ledger).outcome = 'error')],
  [
    'a charge is executed a day later',
    hasCharges,
    ({ ledger }) => (one(ledger).at = dayLater(one(ledger).at)),
  ],
  ['a charge is of another schedule', hasCycles, ({ ledger }) => (last(ledger).sid = '0'.repeat(64))],
  [
    'a cycle is due on another date',
    hasCycles,
    ({ view }) => (one(view.ledger.cycles).dueDate = '2028-02-30'),
  ],
  ['a cycle has another outcome', hasCycles, ({ view }) => (one(view.ledger.cycles).outcome = 'missed')],
  ['a cycle has no charge', hasCycles, ({ view }) => (one(view.ledger.cycles).charges = [])],
  ['a charge became known otherwise', hasCycles, ({ view }) => (chargeOf(view).knownBy = 'person')],
  ['a flag is up', always, ({ view }) => view.attention.push('credentials_refused')],
  ['a line of the audit trail has another code', always, ({ view }) => (last(view.audit).event = 'unnamed')],
  ['the audit trail is in another order', always, ({ view }) => view.audit.reverse()],
  ['somebody else decided', hasDecision, ({ view }) => view.decision && (view.decision.by = 'somebody else')],
  ['a fault did not come to pass', hasFaults, (life) => (life.faults = {})],
  [
    'a command is answered otherwise',
    hasAnswer,
    ({ commands }) => (one(commands).outcome = { kind: 'aborted' }),
  ],
];

function always(): boolean {
  return true;
}
function hasCharges({ ledger }: ComparedLife): boolean {
  return ledger.length > 0;
}
function hasCycles({ view, ledger }: ComparedLife): boolean {
  return view.ledger.cycles.some(({ charges }) => charges.length > 0) && ledger.at(-1)?.sid !== undefined;
}
function hasDecision({ view }: ComparedLife): boolean {
  return view.decision !== undefined;
}
function hasFaults({ faults }: ComparedLife): boolean {
  return Object.values(faults).some((kind) => kind !== 'evicted' && kind !== 'upgraded');
}
function hasAnswer({ commands }: ComparedLife): boolean {
  return commands[0]?.outcome?.kind === 'completed';
}

const dayLater = (instant: string): string => new Date(Date.parse(instant) + DAY_MS).toISOString();

function one<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('there is none');
  return item;
}
const last = <T>(items: readonly T[]): T => one(items.slice(-1));
const chargeOf = ({ ledger }: ComparedLife['view']): ComparedLife['view']['ledger']['immediate'][number] =>
  one(ledger.cycles.flatMap(({ charges }) => charges));
