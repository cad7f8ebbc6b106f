import { cardNumber, chargesOf, first, handOverOf, last, scheduled, showAs } from './altering';
import { alteredAdoption } from './altered-adoption';
import { alteredCalls } from './altered-calls';
import { alteredChanges } from './altered-changes';
import { alteredFlags, type AlteredLife } from './altered-flags';
import { alteredRefunds } from './altered-refunds';
import { DAY_MS } from './sample-lives';

/** Every invariant, each with what breaks it. */
export const alteredLives: readonly AlteredLife[] = [
  ...alteredChanges,
  ...alteredRefunds,
  ...alteredAdoption,
  [
    'I1 executed at most once',
    'the first payment twice',
    'finished',
    ({ truth }) => truth.ledger.push({ ...first(truth.ledger), sequence: 99 }),
  ],
  [
    'I1 executed at most once',
    'one date of the schedule twice',
    'finished',
    (life) => life.truth.ledger.push({ ...first(scheduled(life)), nit: 'f'.repeat(64) }),
  ],
  [
    'I1 executed at most once',
    'two schedules for one order',
    'finished',
    ({ truth }) => truth.schedules.push({ ...first(truth.schedules), sid: 'f'.repeat(64), status: 'ATV' }),
  ],
  [
    'I2 every executed charge is known',
    'a charge that is not on our books',
    'finished',
    ({ view }) => (first(view.ledger.cycles).charges = []),
  ],
  [
    'I2 every executed charge is known',
    'a charge that was denied, and is paid to us',
    'finished',
    (life) => Object.assign(first(scheduled(life)), { outcome: 'denied', state: 'none' }),
  ],
  [
    'I2 every executed charge is known',
    'another amount',
    'finished',
    (life) => (first(scheduled(life)).amountCents = 4_991),
  ],
  [
    'I2 every executed charge is known',
    'a charge under the date of another',
    'finished',
    ({ view }) => view.ledger.cycles[1]?.charges.push(...first(view.ledger.cycles).charges.splice(0, 1)),
  ],
  [
    'I2 every executed charge is known',
    'a charge under a date that it was not for',
    'finished',
    ({ view }) => (first(view.ledger.cycles).dueDate = '2026-01-14'),
  ],
  [
    'I2 every executed charge is known',
    'charges in another order than they were executed in',
    'finished',
    ({ view }) => {
      const [one, two] = view.ledger.cycles;
      if (one !== undefined && two !== undefined) [one.number, two.number] = [two.number, one.number];
    },
  ],
  [
    'I2 every executed charge is known',
    'a charge of long ago that was never asked for',
    'open',
    ({ truth }) =>
      truth.ledger.push({ ...first(truth.ledger), kind: 'scheduled', nit: 'f'.repeat(64), cycle: 9 }),
  ],
  [
    'I3 nothing is invented',
    'a charge that was never executed',
    'finished',
    (life) => life.view.ledger.immediate.push({ ...first(chargesOf(life)), nit: 'f'.repeat(64) }),
  ],
  [
    'I3 nothing is invented',
    'a charge twice on our books',
    'finished',
    (life) => life.view.ledger.immediate.push(first(chargesOf(life))),
  ],
  [
    'I3 nothing is invented',
    'paid, and the issuer said no',
    'finished',
    (life) => Object.assign(first(scheduled(life)), { outcome: 'denied', state: 'none' }),
  ],
  [
    'I4 ends agree with the gateway',
    'completed, and the schedule runs on',
    'finished',
    ({ truth }) => (first(truth.schedules).status = 'ATV'),
  ],
  [
    'I4 ends agree with the gateway',
    'undone, and the money was kept',
    'finished',
    ({ view, truth }) => {
      view.state = 'undone';
      first(truth.schedules).status = 'DES';
    },
  ],
  [
    'I4 ends agree with the gateway',
    'charged after our end',
    'finished',
    (life) => (last(life.truth.ledger).at = new Date(life.playedUntilMs + DAY_MS).toISOString()),
  ],
  [
    'I4 ends agree with the gateway',
    'over at the gateway, and ours does not end',
    'finished',
    (life) => {
      life.ended = false;
      life.view.state = 'active';
      life.playedUntilMs += 60 * DAY_MS;
    },
  ],
  [
    'I4 ends agree with the gateway',
    'ended, and nobody has looked after what happened to money',
    'forgetful',
    ({ view }) => view.attention.push('cycle_paid_twice'),
  ],
  [
    'I5 what is unknown is resolved',
    'in doubt for weeks, and nobody is asked',
    'open',
    (life) => {
      showAs(life, 'active', 'resolving');
      life.view.state = 'resolving';
    },
  ],
  [
    'I5 what is unknown is resolved',
    'still being created after months',
    'open',
    ({ view }) => (view.state = 'creating'),
  ],
  [
    'I6 no outcome is guessed',
    'paid, and the answer that says so came to nobody',
    'finished',
    (life) => {
      const nit = first(chargesOf(life)).nit;
      for (const entry of life.wire) if (entry.subject === nit) delete entry.exchange;
    },
  ],
  [
    'I6 no outcome is guessed',
    'paid, and the worker with the answer was lost before it told',
    'finished',
    (life) => {
      const nit = first(chargesOf(life)).nit;
      for (const entry of life.wire) if (entry.subject === nit) entry.attempt.attempt = 7;
    },
  ],
  [
    'I6 no outcome is guessed',
    'paid before the answer that says so',
    'finished',
    (life) => (first(chargesOf(life)).knownAt = '2026-01-15T00:00:00.000Z'),
  ],
  [
    'I6 no outcome is guessed',
    'completed, and no answer says that the schedule is over',
    'finished',
    (life) => {
      for (const { exchange } of life.wire)
        if (exchange?.kind === 'answered')
          exchange.text = exchange.text.replace('"status":"FIN"', '"status":"ATV"');
    },
  ],
  [
    'I6 no outcome is guessed',
    'undone, and nothing says so',
    'open',
    (life) => showAs(life, 'active', 'undone'),
  ],
  ...alteredFlags,
  [
    'I9 bounds hold',
    'a quiet life that costs more than it may',
    'finished',
    ({ runs }) => first(runs).push(...first(runs).slice(4)),
  ],
  [
    'I9 bounds hold',
    'a run that should have handed over',
    'open',
    ({ runs, script }) => {
      script.input.options = { continueAsNewAfterEvents: 50 };
      first(runs).push(...first(runs), ...first(runs), ...first(runs), ...first(runs), ...first(runs));
    },
  ],
  [
    'I9 bounds hold',
    'a hand-over that grows without bound',
    'open',
    ({ runs }) => first(runs).push(handOverOf('x'.repeat(200_000))),
  ],
  [
    'I10 no card number anywhere',
    'the number in a history',
    'finished',
    ({ runs }) =>
      first(runs).push({
        id: 999,
        atMs: 0,
        type: 'WorkflowExecutionSignaled',
        name: 'x',
        args: [cardNumber()],
      }),
  ],
  [
    'I10 no card number anywhere',
    'the number in groups of four',
    'finished',
    ({ view }) => (first(view.audit).reason = cardNumber().replace(/(\d{4})/g, '$1 ')),
  ],
  [
    'I10 no card number anywhere',
    'the number with marks between its digits, in the details',
    'finished',
    (life) => (life.details = cardNumber().replace(/\B/g, '–')),
  ],
  [
    'I11 the code repeats itself',
    'a difference on a replay',
    'finished',
    (life) => (life.nondeterminism = 'event 4: another command'),
  ],
  ['I12 a life goes on', 'the code failed', 'open', (life) => (life.stuck = 'undefined is not a function')],
  ['I12 a life goes on', 'waits for nothing', 'open', ({ view }) => delete view.nextMoment],
  [
    'I12 a life goes on',
    'waits for what has passed',
    'open',
    ({ view }) => (view.nextMoment = '2026-02-01T00:00:00.000Z'),
  ],
  ['I12 a life goes on', 'ended without an end', 'open', (life) => (life.ended = true)],
  [
    'I13 commands are answered truthfully',
    'what is no command is carried out',
    'confirmed',
    ({ commands }) => (first(commands).outcome = { kind: 'completed' }),
  ],
  [
    'I13 commands are answered truthfully',
    'a refusal without its code',
    'confirmed',
    ({ commands }) => (first(commands).outcome = { kind: 'rejected', failure: '{"message":"no"}' }),
  ],
  [
    'I13 commands are answered truthfully',
    'an answer that claims what was never told',
    'confirmed',
    ({ commands }) =>
      (last(commands).outcome = { kind: 'completed', result: '{"state":"active","paymentStatus":"EST"}' }),
  ],
  ...alteredCalls,
];
