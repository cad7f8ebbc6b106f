import type { AnswerWords } from './answers';

const GOES_ON = {
  carried_out: '',
  accepted: '. It could not be sent yet, and it goes on by itself; repeat the command to hear how it stands',
  in_doubt:
    '. What became of it is not known, and the gateway is being asked; repeat the command to hear how it stands',
};
const UNTIL_THEN = 'Until it is done, the gateway charges as before.';
const STAYS = 'Until it is done, the schedule stays as the gateway has it.';
const NOTHING_SENT = 'Nothing was sent.';

export const ANSWERS_IN_ENGLISH: AnswerWords = {
  started: (subscription) => `${subscription} is started`,
  startedBefore: (subscription) =>
    `${subscription} exists already with the same content; nothing was started`,
  rows: {
    workflow: 'workflow',
    run: 'run',
    look: 'look',
    mind: 'mind',
    sets: 'would set',
    calls: 'calls',
    waitsFor: 'waits for',
    nextCharges: 'next charges',
  },
  standing: ({ subscription, isDone, state, payment, schedule, since }) => {
    const gateway = [
      ...(payment === undefined ? [] : [`payment ${payment}`]),
      ...(schedule === undefined ? [] : [`schedule ${schedule}`]),
    ].join(', ');
    const seen = gateway === '' ? '' : ` (gateway: ${gateway})`;
    return `${subscription} ${isDone ? 'is now' : 'is'} ${state}${seen}${since === undefined ? '' : `, ${isDone ? 'carried out' : 'decided'} ${since}`}`;
  },
  goesOn: GOES_ON,
  decisionGoesOn: {
    ...GOES_ON,
    accepted: '. It is written down and goes on by itself; `carat show` tells what comes of it',
  },
  changeGoesOn: {
    accepted: 'It is written down and goes on by itself.',
    in_doubt: 'It was sent, and what became of it is not known: the gateway is being asked.',
  },
  meanwhile: {
    pause: UNTIL_THEN,
    resume: STAYS,
    cancel:
      'The cancellation counts from now on, and it is tried until the gateway has stopped. A charge that the gateway still makes is flagged.',
    uncancel: STAYS,
    changeAmount: UNTIL_THEN,
    changeNextDate: UNTIL_THEN,
    changeCard: UNTIL_THEN,
    changeInstallments: UNTIL_THEN,
    refund: 'No more than that is given back, whatever happens to the call.',
    retire: '',
  },
  done: {
    pause: () => 'Nothing is charged until it is resumed.',
    resume: ({ chargesMissed }) =>
      chargesMissed
        ? 'It is charged. A date that was missed is charged once, and no other of the past.'
        : 'It is charged, and not for the past.',
    cancel: ({ accessUntil }) =>
      accessUntil === undefined
        ? 'Nothing is charged any more.'
        : `Nothing is charged any more; access until ${accessUntil}.`,
    uncancel: ({ isPaused }) =>
      isPaused
        ? 'The cancellation is taken back. It is paused, as it was before: nothing is charged until it is resumed.'
        : 'The cancellation is taken back.',
    changeAmount: () => 'The new amount holds for every charge from now on.',
    changeNextDate: () => 'The later charges follow the new date.',
    changeCard: () => 'Every charge from now on goes to the new card.',
    changeInstallments: () => 'Every charge from now on has the new installments.',
    refund: ({ back, refunded, goesOn }) =>
      [
        `${back ?? 'The money'} goes back to the card that was charged.`,
        ...(refunded === undefined ? [] : [`Refunded in all: ${refunded}.`]),
        ...(goesOn ? ['The schedule goes on as before.'] : []),
      ].join(' '),
    retire: ({ sid }) =>
      `We follow it no more. Nothing has changed at the gateway: it goes on charging${sid === undefined ? '' : ` the schedule ${sid}`}.`,
  },
  takenOff: (flags) => `Taken off: ${flags}.`,
  nextCharge: (amount, date) =>
    `The next charge${amount === undefined ? '' : ` of ${amount}`} is due on ${date}.`,
  takingBack: 'While it is cancelling it can be taken back:',

  retiring: (what) => what,
  sets: (what) => what,
  wouldBeRefused: (why) => `it would be refused: ${why}`,
  nothingSent: NOTHING_SENT,
  leaveDryRunOut: `${NOTHING_SENT} Leave --dry-run out to send it.`,
  chargeOn: (amount, date) => `${amount} on ${date}`,
  none: 'none',
  cardWanted:
    'an acquirer that is reached by SiTef wants the card that was charged: it refuses a refund without --card-token by code 10',
};
