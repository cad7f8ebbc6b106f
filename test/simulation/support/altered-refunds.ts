import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { AlteredLife } from './altered-flags';
import { chargesOf, first, last, scheduled } from './altering';

/** The first charge, of which a part went back. */
const refunded = (life: LifeRecord): LifeRecord['view']['ledger']['immediate'][number] =>
  first(chargesOf(life).filter(({ refundedCents }) => refundedCents !== undefined));

const given = ({ truth }: LifeRecord): LifeRecord['truth']['ledger'] =>
  truth.ledger.filter(({ kind }) => kind === 'refund');

const sent = ({ wire }: LifeRecord): LifeRecord['wire'] => wire.filter(({ route }) => route === 'refund');

const BOOKS = 'I22 refunds agree with the gateway';
const ONCE = 'I23 money goes back once';

/** What breaks the invariants of refunds. */
export const alteredRefunds: readonly AlteredLife[] = [
  [BOOKS, 'a refund that is not on our books', 'refunded', (life) => delete refunded(life).refundedCents],
  [BOOKS, 'more given back to us than was', 'refunded', (life) => (refunded(life).refundedCents = 4_000)],
  [BOOKS, 'more given back elsewhere to us', 'refunded', (life) => (refunded(life).reversedCents = 4_000)],
  [
    BOOKS,
    'a part given back elsewhere, not noticed',
    'refunded',
    (life) => delete refunded(life).reversedCents,
  ],
  [BOOKS, 'the number of another charge', 'refunded', (life) => (refunded(life).usn = '000000000000000')],
  [BOOKS, 'another sum in all', 'refunded', ({ view }) => (view.ledger.summary.refundedCents += 1)],
  [
    BOOKS,
    'failed to us, and the money went back',
    'refunded',
    ({ view }) => (first(view.refunds).state = 'failed'),
  ],
  [
    BOOKS,
    'done to us, and no money went back',
    'refunded',
    (life) => (life.truth.ledger = life.truth.ledger.filter((entry) => entry !== first(given(life)))),
  ],
  [
    BOOKS,
    'still open, and nobody is told',
    'refunded',
    ({ view }) => {
      first(view.refunds).state = 'under_way';
      view.attention = [];
    },
  ],
  [BOOKS, 'a refund that is forgotten', 'refunded', ({ view }) => view.refunds.shift()],
  [ONCE, 'the money went back twice', 'refunded', (life) => life.truth.ledger.push(first(given(life)))],
  [ONCE, 'another amount was sent', 'refunded', (life) => (first(sent(life)).sets = { amount: '1' })],
  [
    ONCE,
    'of another charge',
    'refunded',
    ({ truth }) => (first(truth.cancellations).paymentNit = last(truth.transactions).nit),
  ],
  [ONCE, 'more than was left', 'refunded', (life) => (first(scheduled(life)).amountCents = 100)],
  [
    ONCE,
    'sent again, and nobody had asked',
    'refunded',
    (life) => life.wire.push({ ...first(sent(life)), sequence: life.wire.length + 1 }),
  ],
  [
    'I6 no outcome is guessed',
    'a refund that nobody told of',
    'refunded',
    ({ view }) => (first(view.refunds).endedAt = first(view.refunds).at),
  ],
];
