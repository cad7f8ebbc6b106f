import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { AlteredLife } from './altered-flags';
import { chargesOf, first, scheduled } from './altering';

/** A charge from before the adoption. */
const before = (life: LifeRecord): LifeRecord['truth']['ledger'][number] => first(scheduled(life));

const past = ({ script }: LifeRecord): NonNullable<LifeRecord['script']['past']> => {
  if (script.past === undefined) throw new Error('nothing was adopted');
  return script.past;
};

const HISTORY = 'I24 what was before is history';
const ENTITLED = 'I25 adopted as it may be';

/** What breaks the invariants of adoptions. */
export const alteredAdoption: readonly AlteredLife[] = [
  [
    HISTORY,
    'a charge of before on our books',
    'adopted',
    (life) => (first(chargesOf(life)).nit = before(life).nit),
  ],
  [
    HISTORY,
    'a charge of before that is asked for',
    'adopted',
    (life) => life.wire.push({ ...first(life.wire), route: 'get_transaction', subject: before(life).nit }),
  ],
  [
    HISTORY,
    'one execution too many',
    'adopted',
    ({ view }) => view.adoption?.before && (view.adoption.before.executions += 1),
  ],
  [
    HISTORY,
    'another first cycle',
    'adopted',
    ({ view }) => (first(view.ledger.cycles).dueDate = '2026-02-15'),
  ],
  [ENTITLED, 'adopted, and another one follows it', 'adopted', (life) => (past(life).followed = 'by_claim')],
  [ENTITLED, 'adopted, and its SID is none', 'adopted', (life) => (past(life).namesOtherSid = true)],
  [
    ENTITLED,
    'adopted on other terms',
    'adopted',
    ({ script }) => (script.input.schedule.amountCents = 4_991),
  ],
  [ENTITLED, 'not claimed', 'adopted', (life) => delete life.claim],
  [
    ENTITLED,
    'refused, and nobody told so',
    'adopted',
    ({ view }) =>
      (view.adoption = {
        refused: { reason: 'status_not_adoptable', what: 'FIN', at: '2026-01-06T00:00:00.000Z' },
      }),
  ],
];
