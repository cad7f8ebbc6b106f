import { WORKFLOW_ERRORS } from '../../../contract/error-codes';
import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { WireEntry } from '../../../simulation/worker/wire';
import type { AlteredLife } from './altered-flags';
import { first, last } from './altering';

const payOf = ({ wire }: LifeRecord): WireEntry => first(wire.filter(({ route }) => route === 'pay'));

/** The first payment is sent once more, some milliseconds after it was sent first. */
function payAgain(life: LifeRecord, afterMs: number): void {
  const pay = payOf(life);
  const at = new Date(Date.parse(pay.at) + afterMs).toISOString();
  life.wire.push({ ...structuredClone(pay), sequence: 9_999, at });
}

/** What breaks the invariants of commands and of calls that are sent. */
export const alteredCalls: readonly AlteredLife[] = [
  [
    'I13 commands are answered truthfully',
    'an answer that comes after hours in a life without disturbance',
    'confirmed',
    ({ commands }) => (last(commands).answeredAt = '2026-01-06T00:00:00.000Z'),
  ],
  [
    'I13 commands are answered truthfully',
    'a command that was taken, and is refused when it is repeated',
    'confirmed',
    ({ commands }) =>
      commands.push({
        ...last(commands),
        sentAt: '2026-01-10T00:00:00.000Z',
        answeredAt: '2026-01-10T00:00:01.000Z',
        outcome: {
          kind: 'rejected',
          failure: JSON.stringify({ applicationFailureInfo: { type: WORKFLOW_ERRORS.commandNotAllowed } }),
        },
      }),
  ],
  [
    'I14 nothing is sent again unasked',
    'the payment is sent again, and nobody has asked what became of it',
    'finished',
    (life) => {
      payAgain(life, 600_000);
    },
  ],
  [
    'I14 nothing is sent again unasked',
    'the payment is sent again while the gateway is at it',
    'finished',
    (life) => {
      delete payOf(life).settledAt;
      payAgain(life, 600_000);
    },
  ],
  [
    'I15 what was ordered is done',
    'a payment with late confirmation is captured, and no confirmation was sent',
    'confirmed',
    (life) => (life.wire = life.wire.filter(({ route }) => route !== 'confirm')),
  ],
  [
    'I15 what was ordered is done',
    'a confirmation that nobody ordered',
    'confirmed',
    ({ commands }) => (last(commands).sentAt = '2026-02-01T00:00:00.000Z'),
  ],
  [
    'I15 what was ordered is done',
    'both a confirmation and its contrary',
    'confirmed',
    ({ wire }) =>
      wire.push({
        ...first(wire.filter(({ route }) => route === 'confirm')),
        route: 'undo',
        sequence: 9_999,
      }),
  ],
  [
    'I15 what was ordered is done',
    'an authorisation that is kept days after its deadline',
    'confirmed',
    (life) => {
      life.wire = life.wire.filter(({ route }) => route !== 'confirm');
      first(life.truth.ledger).state = 'pending';
    },
  ],
  [
    'I15 what was ordered is done',
    'a decision that nobody remembers',
    'confirmed',
    ({ view }) => delete view.decision,
  ],
];
