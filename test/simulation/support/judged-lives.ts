import type { LifeRecord } from '../../../simulation/playing/life-record';
import type { Act, ChangeName, LifeScript, RefundedCharge } from '../../../simulation/lives/script';
import { DAY_MS, HOUR_MS, openEndedScript, plainScript, play, START_MS } from './sample-lives';

/** Lives that are played once for the judge's tests, each when it is first asked for; one after the other. */
export type Judged =
  | 'finished'
  | 'open'
  | 'odd'
  | 'confirmed'
  | 'changed'
  | 'cancelled'
  | 'refunded'
  | 'adopted'
  | keyof typeof troubled;

/** Lives to which one thing happens that a person has to be told of; `forgetful` is one of which nobody has to. */
const troubled = {
  forgetful: () => plainScript({ faults: [{ type: 'evicted', id: 'evicted', task: 5 }] }),
  anotherAmount: () => editedAfter(20, { edit: { amountCents: 5_990 } }),
  movedDate: () => editedAfter(20, { edit: {}, shiftDays: 10 }),
  /** Another number of times, given while the schedule is inactive. */
  longerWhilePaused: () =>
    plainScript({
      settings: { editableFields: 'all' },
      acts: [
        { id: 'act-1', atMs: START_MS + 20 * DAY_MS, kind: 'portal_edit', edit: { status: 'INA' } },
        { id: 'act-2', atMs: START_MS + 50 * DAY_MS, kind: 'portal_edit', edit: { numberOfTimes: 4 } },
      ],
    }),
  reversed: () =>
    plainScript({
      // Between the daily job of the first date and our question.
      acts: [{ id: 'act-1', atMs: Date.UTC(2026, 0, 15, 7), kind: 'portal_reversal', of: 'last_charge' }],
    }),
  untrusted: () =>
    plainScript({
      faults: [{ type: 'wire', id: 'untrusted', kind: 'not_sent', reason: 'tls', route: 'pay', nth: 1 }],
    }),
  passedOver: () =>
    openEndedScript({
      settings: { erroredExecutionRetriedNextDay: false },
      issuer: { payment: { kind: 'approve' }, onExecution: { 2: { kind: 'error' } } },
    }),
  longSilence: () =>
    openEndedScript({
      faults: [
        {
          ...{ type: 'gateway_away', id: 'away', how: 'refuses' },
          ...{ fromMs: START_MS + 5 * DAY_MS, toMs: START_MS + 35 * DAY_MS },
        },
      ],
    }),
  unreadableCharge: () =>
    openEndedScript({ faults: [...failing('get_transaction'), ...failing('list_transactions')] }),
  unserved: () =>
    plainScript({
      faults: [{ type: 'nobody_polls', id: 'nobody', fromMs: START_MS, toMs: START_MS + 2 * 3_600_000 }],
    }),
  fullQueue: () =>
    openEndedScript({
      faults: [
        { type: 'queue_full', id: 'full', fromMs: START_MS + 5 * DAY_MS, toMs: START_MS + 15 * DAY_MS },
      ],
    }),
  /** Cancelled minutes before the job of the first date, and the edit gets lost until after it. */
  chargedAfterCancel: () =>
    openEndedScript({
      acts: [change('cancel', 9 * DAY_MS + 15.4 * HOUR_MS)],
      faults: [1, 2].map((nth) => ({
        ...{ type: 'wire', id: `edit#${String(nth)}`, kind: 'reset_before', route: 'edit', nth },
      })),
    }),
  /** Cancelled, and switched on again in the portal. */
  switchedOn: () =>
    openEndedScript({
      acts: [
        change('cancel', 20 * DAY_MS),
        { id: 'act-1', atMs: START_MS + 25 * DAY_MS, kind: 'portal_edit', edit: { status: 'ATV' } },
      ],
    }),
  /** No SEID ever comes. */
  withoutDoors: () =>
    openEndedScript({
      posts: { status: false, authenticity: false },
      acts: [change('changeAmount', 20 * DAY_MS, { amountCents: 5_990 })],
    }),
} satisfies Record<string, () => LifeScript>;

/** A change that is asked for some time after the start, milliseconds. */
function change(name: ChangeName, afterMs: number, fields: object = {}): Act {
  const atMs = START_MS + afterMs;
  const asked = { by: 'billing', reason: 'ordered', ...fields };
  return { id: `${name} after ${String(afterMs)}`, atMs, kind: 'change', name, fields: asked };
}

/** A refund that is asked for some time after the start, milliseconds. */
const refund = (of: RefundedCharge, afterMs: number, more: { share?: number } = {}): Act => ({
  ...{ id: `refund after ${String(afterMs)}`, atMs: START_MS + afterMs, kind: 'refund', of, named: 'by_nit' },
  ...{ card: 'none', throughVault: false },
  ...more,
});

function adoptedScript(): LifeScript {
  const { input, ...script } = openEndedScript();
  const schedule = { amountCents: 4_990, firstDate: '2025-10-15' };
  return {
    ...script,
    input: { entry: 'adopt', merchant: input.merchant, orderId: input.orderId, schedule },
    past: {
      madeMs: START_MS - 100 * DAY_MS,
      schedule: { orderId: input.orderId, amountCents: 4_990, initialDate: schedule.firstDate },
      acts: [],
      ...{ namesNextDate: false, namesOtherSid: false, followed: 'by_nobody' },
    },
  };
}

const editedAfter = (days: number, edit: { edit: object; shiftDays?: number }): LifeScript =>
  plainScript({ acts: [{ id: 'act-1', atMs: START_MS + days * DAY_MS, kind: 'portal_edit', ...edit }] });

/** Every request of a route fails. */
const failing = (route: string): LifeScript['faults'] =>
  Array.from({ length: 600 }, (_, index) => ({
    ...{ type: 'wire', kind: 'error_500', route, nth: index + 1 },
    id: `${route}#${String(index + 1)}`,
  }));

const scripts: Record<Judged, () => LifeScript> = {
  ...troubled,
  finished: () => plainScript(),
  open: () => openEndedScript(),
  /** Each kind of change that leaves it running, one after another, with the posts of the gateway. */
  changed: () =>
    openEndedScript({
      posts: { status: true, authenticity: true },
      acts: [
        change('changeAmount', 15 * DAY_MS, { amountCents: 5_990 }),
        change('pause', 16 * DAY_MS),
        change('resume', 17 * DAY_MS),
        change('changeNextDate', 35 * DAY_MS, { nextDate: '2026-02-20' }),
        change('changeInstallments', 50 * DAY_MS, { installments: 2 }),
      ],
    }),
  /** A part of the first charge is given back, then a part of it in the portal, then the whole first payment. */
  refunded: () =>
    openEndedScript({
      posts: { status: true, authenticity: true },
      settings: { refundCardRequired: 'never' },
      acts: [
        refund('last_charge', 12 * DAY_MS, { share: 0.25 }),
        { id: 'act-1', atMs: START_MS + 14 * DAY_MS, kind: 'portal_refund', of: 'last_charge', share: 0.5 },
        // The look after it reads the charge of the first date once more: it is eight days old.
        refund('immediate_payment', 18 * DAY_MS),
      ],
    }),
  /** Made a hundred days before, executed three times, and adopted between two dates. */
  adopted: adoptedScript,
  cancelled: () => openEndedScript({ acts: [change('pause', 20 * DAY_MS), change('cancel', 21 * DAY_MS)] }),
  /** Somebody cancels the workflow, and the gateway repeats what it charged in February. */
  odd: () =>
    plainScript({
      acts: [
        { id: 'act-1', atMs: START_MS + 20 * DAY_MS, kind: 'cancel_request' },
        {
          id: 'act-2',
          atMs: START_MS + 30 * DAY_MS,
          kind: 'incident',
          repeatDays: 2,
          countTowardsTimes: false,
          finishedToo: false,
        },
      ],
    }),
  /** Confirmed an hour later; before that, somebody sends what is no command. */
  confirmed: () =>
    plainScript({
      input: { ...lateInput(), lateConfirmation: { confirmWithinMinutes: 1_440 } },
      acts: [
        {
          id: 'act-1',
          atMs: START_MS + 60_000,
          kind: 'forbidden_command',
          name: 'confirm',
          command: { by: 'x' },
        },
        {
          id: 'act-2',
          atMs: START_MS + 3_600_000,
          kind: 'command',
          name: 'confirm',
          command: { by: 'billing', reason: 'ordered' },
        },
      ],
    }),
};

function lateInput(): Extract<LifeScript['input'], { entry: 'pay_now' }> {
  const { input } = plainScript();
  if (input.entry !== 'pay_now') throw new Error('a plain life begins with a payment');
  return input;
}

const played = new Map<Judged, LifeRecord>();

/** A copy of a life, to be changed at will. */
export async function judgedLife(name: Judged): Promise<LifeRecord> {
  const life = played.get(name) ?? (await play(scripts[name]()));
  played.set(name, life);
  return structuredClone(life);
}
