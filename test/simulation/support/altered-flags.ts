import type { Invariant } from '../../../simulation/judge/finding';
import type { LifeRecord } from '../../../simulation/playing/life-record';
import { hideFlag } from './altering';
import type { Judged } from './judged-lives';

/** What is changed in the truth or in what our side says, and the invariant that must break. */
export type AlteredLife = [
  invariant: Invariant,
  what: string,
  life: Judged,
  alter: (life: LifeRecord) => void,
];

/** A cause is there, and its flag is taken away. */
const hidden = (life: Judged, flag: string, what: string): AlteredLife => [
  'I8 no cause without its flag',
  `${what}, and nobody is told`,
  life,
  (altered) => {
    hideFlag(altered, flag);
  },
];

/** What breaks the invariants of flags. */
export const alteredFlags: readonly AlteredLife[] = [
  [
    'I7 no flag without its cause',
    'a flag in a life in which nothing odd was done',
    'finished',
    ({ view }) => view.attention.push('cycle_missed'),
  ],
  [
    'I7 no flag without its cause',
    'a flag that was up for a while',
    'finished',
    ({ attention }) => attention.push({ at: '2026-02-01T00:00:00.000Z', flags: ['blocked'] }),
  ],
  [
    'I7 no flag without its cause',
    'a flag that the judge does not know',
    'odd',
    ({ view }) => view.attention.push('something_new' as never),
  ],
  [
    'I7 no flag without its cause',
    'a flag whose cause is another than the oddity of this life',
    'odd',
    ({ view }) => view.attention.push('payment_reversed'),
  ],
  [
    'I8 no cause without its flag',
    'a cancellation that nobody is told of',
    'odd',
    (life) => hideFlag(life, 'cancel_requested'),
  ],
  hidden('chargedAfterCancel', 'charged_after_cancellation', 'a charge after a cancellation'),
  [
    'I8 no cause without its flag',
    'a date that was charged twice, and nobody is told',
    'odd',
    (life) => hideFlag(life, 'cycle_paid_twice'),
  ],
  hidden('anotherAmount', 'terms_differ', 'other terms at the gateway'),
  hidden('anotherAmount', 'charge_differs', 'a charge of another amount'),
  hidden('movedDate', 'terms_differ', 'a date that was moved'),
  hidden('reversed', 'payment_reversed', 'a charge that was reversed'),
  hidden('untrusted', 'gateway_untrusted', 'a certificate that is not trusted'),
  hidden('passedOver', 'cycle_missed', 'a date that the gateway passed over'),
  hidden('longSilence', 'cycle_open', 'a date that stays open for weeks'),
  hidden('unserved', 'no_worker', 'a queue that nobody polls'),
  hidden('fullQueue', 'gateway_queue_full', 'a queue of which nobody takes a call for days'),
  hidden('unreadableCharge', 'charge_unreadable', 'a charge that cannot be read'),
  [
    'I8 no cause without its flag',
    'a date that was charged twice after somebody had looked, and nobody is told again',
    'odd',
    (life) => {
      hideFlag(life, 'cycle_paid_twice');
      life.attention.unshift(
        { at: '2026-01-06T00:00:00.000Z', flags: ['cycle_paid_twice'] },
        { at: '2026-01-07T00:00:00.000Z', flags: [] },
      );
    },
  ],
  [
    'I8 no cause without its flag',
    'a schedule that failed although money was received, and nobody is told',
    'forgetful',
    ({ wire }) => {
      for (const { exchange } of wire)
        if (exchange?.kind === 'answered')
          exchange.text = exchange.text.replace(/"status":"(ATV|FIN)"/, '"status":"ERR"');
    },
  ],
];
