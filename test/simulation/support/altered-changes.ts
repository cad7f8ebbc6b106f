import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { WireEntry } from '../../../simulation/worker/wire';
import type { AlteredLife } from './altered-flags';
import { first, scheduled } from './altering';
import { DAY_MS } from './sample-lives';

/** The edits of a life, in their order. */
const edits = ({ wire }: LifeRecord): WireEntry[] => wire.filter(({ route }) => route === 'edit');

function edit(life: LifeRecord, index: number): WireEntry {
  return first(edits(life).slice(index));
}

/** Another edit right after one, as if it had been sent by the same decision. */
const again = (life: LifeRecord, changes: Partial<WireEntry>): number =>
  life.wire.push({ ...edit(life, 0), sequence: life.wire.length + 1, ...changes });

/** Has a change be accepted earlier than it was. */
function acceptEarlier({ runs }: LifeRecord, name: string, ms: number): void {
  for (const event of runs.flat()) if ('update' in event && event.update.name === name) event.atMs -= ms;
}

/** What breaks the invariants of changes and posts. */
export const alteredChanges: readonly AlteredLife[] = [
  [
    'I16 changes are carried out in order',
    'a change that is forgotten',
    'changed',
    ({ view }) => view.commands.shift(),
  ],
  [
    'I16 changes are carried out in order',
    'a change that stays open',
    'changed',
    ({ view }) => Object.assign(first(view.commands), { state: 'planned', endedAt: undefined }),
  ],
  [
    'I16 changes are carried out in order',
    'a change that was done, and failed to us',
    'changed',
    ({ view }) => Object.assign(first(view.commands), { state: 'failed' }),
  ],
  [
    'I16 changes are carried out in order',
    'a change done to us that was never sent',
    'changed',
    (life) => (life.wire = life.wire.filter((entry) => entry !== edit(life, 0))),
  ],
  [
    'I16 changes are carried out in order',
    'two changes in the other order',
    'changed',
    (life) => {
      const [one, two] = [edit(life, 0), edit(life, 1)];
      [one.sets, two.sets] = [two.sets ?? {}, one.sets ?? {}];
    },
  ],
  [
    'I16 changes are carried out in order',
    'an edit that nobody asked for',
    'changed',
    (life) => (edit(life, 0).sets = { amount: '1' }),
  ],
  [
    'I16 changes are carried out in order',
    'an edit that is sent again without a question',
    'changed',
    (life) => again(life, { subject: 'f'.repeat(64) }),
  ],
  ['I17 one edit at a time', 'a SEID that is used twice', 'changed', (life) => again(life, {})],
  [
    'I17 one edit at a time',
    'an edit while the one before may still be executed',
    'changed',
    (life) => (edit(life, 0).settledAt = '2027-01-01T00:00:00.000Z'),
  ],
  [
    'I18 nothing after a cancellation',
    'active again after the cancellation',
    'cancelled',
    (life) => (edit(life, 1).sets = { status: 'ATV', next_date: '15/02/2026' }),
  ],
  [
    'I19 no cycle twice, no past',
    'a date that has passed',
    'changed',
    (life) => (edit(life, 3).sets = { next_date: '09/02/2026' }),
  ],
  [
    'I19 no cycle twice, no past',
    'a date that is set after its cycle was charged',
    'changed',
    (life) => {
      acceptEarlier(life, 'changeNextDate', 30 * DAY_MS);
    },
  ],
  [
    'I19 no cycle twice, no past',
    'resumed for another day than that of its rhythm',
    'changed',
    (life) => (edit(life, 2).sets = { status: 'ATV', next_date: '28/01/2026' }),
  ],
  [
    'I19 no cycle twice, no past',
    'resumed within a cycle of the last charge',
    'changed',
    (life) => {
      first(scheduled(life)).at = '2026-01-20T06:30:00.000Z';
      edit(life, 2).sets = { status: 'ATV', next_date: '14/02/2026' };
    },
  ],
  [
    'I20 the amount was sold',
    'an amount that nobody sold',
    'changed',
    (life) => (first(scheduled(life)).amountCents = 4_989),
  ],
  [
    'I21 a post adds nothing',
    'a hundred signals in a minute',
    'changed',
    ({ runs }) =>
      first(runs).push(
        ...Array.from({ length: 100 }, () => ({
          ...{ id: 1, atMs: 1, type: 'WorkflowExecutionSignaled' as const },
          ...{ name: 'statusPosted', args: [] },
        })),
      ),
  ],
];
