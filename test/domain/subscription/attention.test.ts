import { asNit, asSid } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import type { Opening } from '../../../domain/opening/opening';
import { acknowledge, attentionOf, flagsOf } from '../../../domain/subscription/attention';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, begun, CANCEL, editIn, refused } from '../edits/support';
import { charge, cycle, cycleOf, ledger } from '../ledger/support';
import { asked as askedBack, ASKED_MS, refundIn } from '../refunds/support';
import { at, NIT, orderOf, running, SID, START_MS, watching } from '../support/record';
import { causeInWords } from './support/cause';

const ids = { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS };
const ENDED: Opening = { stage: 'ended', as: 'cancelled', sinceMs: START_MS, ids };
/** Flags with their words, as a person reads them. */
const shown = (record: SubscriptionRecord, nowMs = START_MS): string[] =>
  attentionOf(record, at(nowMs)).map(causeInWords);
const keys = (record: SubscriptionRecord, nowMs = START_MS): string[] =>
  attentionOf(record, at(nowMs)).map(({ key }) => key);

describe('what the gateway says', () => {
  it('is shown where it cannot be read', () => {
    const lost = ledger(cycle(1, '2027-01-10', [charge('lost', '2027-01-10', { outcome: 'unknown' })]));
    expect(shown({ ...running(), ledger: lost })).toContain(
      'charge_unreadable: what became of the charge with NIT lost cannot be read',
    );
    expect(shown(watching({ snapshot: { status: 'ATV', nextDateUnreadable: true } }))).toEqual([
      'answer_unreadable: the gateway tells no next date that can be read',
    ]);
    const both = watching({ snapshot: { status: 'ATV', nextDateUnreadable: true, amountUnreadable: true } });
    expect(shown(both)[1]).toBe('answer_unreadable: the gateway tells no amount that can be read');
    expect(keys(both)).toEqual(['answer_unreadable/nextDate', 'answer_unreadable/amount']);
  });

  it('is shown where it stays open for long, since when', () => {
    const open = watching({ openPolls: 3, openSinceMs: START_MS });
    expect(shown(open, START_MS + LIMITS.cycleOpenMs - 1)).toEqual([]);
    expect(shown(open, START_MS + LIMITS.cycleOpenMs)).toEqual([
      'cycle_open: no answer has explained everything since 2027-01-01T12:00:00.000Z',
    ]);
    const ending: Opening = { stage: 'ending', as: 'undone', sinceMs: START_MS, ids };
    expect(shown({ ...open, opening: ending }, START_MS + LIMITS.cycleOpenMs)).toEqual([]);
  });

  it('is shown where its status does not belong to a running schedule that was asked for', () => {
    const told = { answeredAtMs: START_MS + 1 };
    for (const status of ['PEN', 'NOV', 'XYZ'])
      expect(shown(watching({ snapshot: { status }, ...told }))).toEqual([
        `unexpected_gateway_status: the gateway reports the running schedule as ${status}`,
      ]);
    const pending = watching({ snapshot: { status: 'PEN' }, ...told });
    expect(keys(pending)).toEqual(['unexpected_gateway_status/PEN']);
    for (const fine of [
      { snapshot: { status: 'ATV' }, ...told },
      { snapshot: {}, ...told },
      // What is known was told before it ran, however often it has been asked since.
      { snapshot: { status: 'NOV' }, polledAtMs: START_MS + 5 },
      { snapshot: { status: 'NOV' }, answeredAtMs: undefined },
    ])
      expect(shown(watching(fine))).toEqual([]);
  });

  it('is shown where a schedule runs although its first payment was not made', () => {
    for (const outcome of ['denied', 'failed', 'undone', 'expired'] as const) {
      const record = {
        ...running(),
        ledger: { ...ledger(), immediate: [charge(NIT, '2027-01-01', { outcome })] },
      };
      expect(shown(record)).toEqual([
        `unexpected_gateway_status: the schedule runs although its first payment is ${outcome}`,
      ]);
      expect(shown(watching({ snapshot: { status: 'DES' } }, record))).toEqual([]);
    }
  });

  it('is shown where a payment waits for a confirmation that nobody asked for', () => {
    const opening = { stage: 'awaiting_confirmation', sinceMs: START_MS, ids } as const;
    const record = watching({ snapshot: {} });
    expect(shown({ ...record, opening })).toEqual([
      'unexpected_gateway_status: the payment awaits a confirmation that nobody asked for',
    ]);
    expect(keys({ ...record, opening })).toEqual(['unexpected_gateway_status/authorised']);
    const wanted = { ...opening, confirmBy: '2027-01-01T12:30:00.000Z' };
    expect(shown({ ...record, opening: wanted })).toEqual([]);
    expect(
      shown({ ...watching({ snapshot: { status: 'XYZ' }, answeredAtMs: START_MS + 1 }), opening: wanted }),
    ).toEqual([]);
  });

  it('of a schedule that is to be adopted is shown after a day', () => {
    const order = orderOf({ entry: 'adopt', payment: undefined, sid: SID });
    const record = newRecord(order, START_MS);
    expect(shown(record, START_MS + LIMITS.adoptionOpenMs - 1)).toEqual([]);
    expect(shown(record, START_MS + LIMITS.adoptionOpenMs)).toEqual([
      'adoption_open: what the schedule is that is to be adopted is not known yet',
    ]);
    expect(keys(record, START_MS + LIMITS.adoptionOpenMs)).toEqual(['adoption_open/']);
  });
});

describe('what waits for a person', () => {
  const lost = charge('lost', '2027-01-10', { outcome: 'unknown' });
  const record = watching(
    { snapshot: { status: 'DES' } },
    { ...running(), ledger: ledger(cycle(1, '2027-01-10', [lost])) },
  );

  it('is shown with what he has to find out', () => {
    expect(shown(record)[1]).toMatch(/^blocked: Was the charge with NIT lost paid\?/);
    expect(keys(record)[1]).toBe(`blocked/${lost.knownAt}`);
  });

  it('is shown no more after the end', () => {
    expect(shown({ ...record, opening: ENDED })).toEqual([]);
  });
});

describe('a command', () => {
  const STUCK_MS = START_MS + LIMITS.commandStuckMs;

  it('that failed is shown with who asked for it, and why', () => {
    const failed = begun(asked(AMOUNT), refused());
    expect(shown(failed)).toEqual([
      'command_failed: Ana asked to change the amount to R$ 59,90, and it failed: not allowed',
    ]);
    expect(keys(failed)).toEqual(['command_failed/a']);
    const [command] = failed.commands ?? [];
    if (command === undefined) throw new Error('it was asked for');
    const { problem, ...silent } = command;
    expect(problem).toBeDefined();
    expect(shown({ ...failed, commands: [silent] })[0]).toMatch(/and it failed: $/);
  });

  it('that does not come on for a day is shown with what it waits for', () => {
    const waiting = asked(AMOUNT);
    const { waitingFor } = editIn(waiting);
    expect(shown(waiting, STUCK_MS - 1)).toEqual([]);
    expect(shown(waiting, STUCK_MS)).toEqual([
      `command_stuck: change the amount to R$ 59,90: waits for ${waitingFor}`,
    ]);
    const { edit, ...without } = waiting;
    expect(edit).toBeDefined();
    expect(shown(without, STUCK_MS)).toEqual([]);
    expect(shown({ ...waiting, commands: [] }, STUCK_MS)).toEqual([]);
    const second = asked(CANCEL, asked(AMOUNT), 'b');
    expect(shown({ ...waiting, commands: (second.commands ?? []).toReversed() }, STUCK_MS)).toHaveLength(1);
  });

  it('that cancels is shown once, and goes on being shown when the edit is over', () => {
    const cancelling = asked(CANCEL);
    expect(flagsOf(cancelling, at(STUCK_MS))).toEqual(['command_stuck']);
    expect(shown(cancelling, STUCK_MS)).toHaveLength(1);
    const { edit, ...over } = cancelling;
    expect(edit).toBeDefined();
    expect(shown(over, STUCK_MS)).toEqual([
      'command_stuck: the cancellation: the gateway does not say so yet',
    ]);
    expect(keys(over, STUCK_MS)).toEqual(['command_stuck/cancel']);
    expect(shown(over, STUCK_MS - 1)).toEqual([]);
  });

  it('that cancelled is shown where the schedule is active again', () => {
    const { cancellation, ...rest } = asked(CANCEL);
    if (cancellation === undefined) throw new Error('it was cancelled');
    const gone = { ...rest, edit: undefined, cancellation: { ...cancellation, inactiveAt: cancellation.at } };
    const { edit, ...inactive } = gone;
    expect(edit).toBeUndefined();
    expect(shown(inactive, STUCK_MS)).toEqual([
      'active_after_cancellation: Ana cancelled it, and the schedule is active at the gateway',
    ]);
    expect(keys(inactive)).toEqual([`active_after_cancellation/${cancellation.at}`]);
    expect(shown(watching({ snapshot: { status: 'INA' } }, inactive), STUCK_MS)).toEqual([]);
    expect(shown({ ...inactive, opening: ENDED }, STUCK_MS)).toEqual([]);
  });

  it('to give money back is shown when it failed, or does not come on for a day', () => {
    const stuckMs = ASKED_MS + LIMITS.commandStuckMs;
    const what = 'refund R$ 49,90 of the charge with NIT sale-1';
    const record = askedBack();
    expect(shown(record, stuckMs - 1)).toEqual([]);
    expect(shown(record, stuckMs)).toEqual([
      `command_stuck: ${what}: asked for by Ana at 2027-01-10T08:00:00.000Z`,
    ]);
    const problem = { code: '33', message: 'not allowed' };
    const failed = { ...record, refunds: [{ ...refundIn(record), state: 'failed' as const, problem }] };
    expect(shown(failed, stuckMs)).toEqual([
      `command_failed: Ana asked to ${what}, and it failed: not allowed`,
    ]);
    const { problem: told, ...silent } = failed.refunds[0] ?? refundIn(record);
    expect(told).toEqual(problem);
    expect(shown({ ...record, refunds: [{ ...silent, state: 'failed' }] })[0]).toMatch(/and it failed: $/);
    const done = { ...record, refunds: [{ ...refundIn(record), state: 'done' as const }] };
    expect(shown(done, stuckMs)).toEqual([]);
  });
});

describe('how the calls fare', () => {
  const accessing = (access: SubscriptionRecord['access']): SubscriptionRecord => ({ ...running(), access });
  const DAY_MS = LIMITS.notTakenMs;
  /** Calls were not taken for so long; nobody looks in between, since nothing fails between two calls. */
  const notTakenFor = (ms: number): { sinceMs: number; lastAtMs: number } => ({
    sinceMs: START_MS,
    lastAtMs: START_MS + ms,
  });

  it('is shown where the store or the certificate is not accepted', () => {
    const record = accessing({ credentialsRefusedSinceMs: 1, untrustedSinceMs: 1 });
    expect(shown(record)).toEqual([
      'credentials_refused: the gateway does not accept the credentials of the store',
      "gateway_untrusted: the gateway's certificate is not trusted",
    ]);
    expect(keys(record)).toEqual(['credentials_refused/', 'gateway_untrusted/']);
    expect(shown({ ...record, opening: ENDED })).toEqual([]);
  });

  it('is shown where no worker takes a call: at once where none asks, after a day where it is not known', () => {
    const none = 'no_worker: no worker asks for the gateway calls of this merchant';
    expect(shown(accessing({ notTaken: { ...notTakenFor(0), pollers: 0 } }))).toEqual([none]);
    expect(shown(accessing({ notTaken: notTakenFor(DAY_MS - 1) }), START_MS + 2 * DAY_MS)).toEqual([]);
    expect(shown(accessing({ notTaken: notTakenFor(DAY_MS) }))).toEqual([none]);
    expect(keys(accessing({ notTaken: notTakenFor(DAY_MS) }))).toEqual(['no_worker/']);
  });

  it('is shown where workers ask and took none for a day', () => {
    const busy = (ms: number): SubscriptionRecord =>
      accessing({ notTaken: { ...notTakenFor(ms), pollers: 3 } });
    expect(shown(busy(DAY_MS - 1), START_MS + 2 * DAY_MS)).toEqual([]);
    expect(shown(busy(DAY_MS))).toEqual([
      'gateway_queue_full: workers ask for the gateway calls of this merchant, and none took ours for a day',
    ]);
    expect(keys(busy(DAY_MS))).toEqual(['gateway_queue_full/']);
  });
});

describe('events that were not delivered', () => {
  it('are shown by their span, also after the end', () => {
    const undelivered = [
      { from: 3, to: 5, at: '2027-01-02T12:00:00.000Z', problem: 'HTTP 500' },
      { from: 7, to: 7, at: '2027-02-02T12:00:00.000Z', problem: 'HTTP 500' },
    ];
    const events = {
      last: 5,
      kept: [],
      life: 'active',
      raised: [],
      push: { isOn: true, undelivered },
    } as const;
    const record = { ...running(), opening: ENDED, events: { ...events, kept: [], raised: [] } };
    expect(shown(record)).toEqual([
      'events_undelivered: events 3 to 5 were not delivered until 2027-01-02T12:00:00.000Z: HTTP 500',
      'events_undelivered: event 7 was not delivered until 2027-02-02T12:00:00.000Z: HTTP 500',
    ]);
    expect(keys(record)).toEqual(['events_undelivered/3-5', 'events_undelivered/7-7']);
  });
});

describe('what a person has looked after', () => {
  const cancelled = (when: string, record = running()): SubscriptionRecord => ({
    ...record,
    cancelRequestedAt: when,
  });
  const FIRST = '2027-01-01T12:00:00.000Z';

  it('is down until it happens again; what he did not name stays up', () => {
    const record = { ...cancelled(FIRST), ledger: ledger(cycleOf(1, '2027-01-10', 'paid', 'paid')) };
    expect(flagsOf(record, at(START_MS))).toEqual(['cycle_paid_twice', 'cancel_requested']);
    expect(shown(record)[1]).toBe(
      'cancel_requested: somebody asked Temporal to cancel; the gateway would go on charging',
    );
    const looked = acknowledge(record, ['cancel_requested'], at(START_MS));
    expect(looked.acknowledged).toEqual([`cancel_requested/${FIRST}`]);
    expect(flagsOf(looked, at(START_MS))).toEqual(['cycle_paid_twice']);
    expect(flagsOf(cancelled('2027-01-03T12:00:00.000Z', looked), at(START_MS))).toContain(
      'cancel_requested',
    );
    const both = acknowledge(looked, ['cycle_paid_twice'], at(START_MS));
    expect(flagsOf(both, at(START_MS))).toEqual([]);
  });

  it('is remembered up to a limit', () => {
    const twice = Array.from({ length: LIMITS.acknowledged + 2 }, (_one, index) => ({
      ...cycleOf(index, new Date(Date.UTC(2027, index, 10)).toISOString().slice(0, 10), 'paid', 'paid'),
    }));
    const looked = acknowledge(
      { ...running(), ledger: ledger(...twice) },
      ['cycle_paid_twice'],
      at(START_MS),
    );
    expect(looked.acknowledged).toHaveLength(LIMITS.acknowledged);
  });

  it('in other terms is accepted: later charges are held against what the gateway keeps', () => {
    const record = watching({ snapshot: { status: 'ATV', amountCents: 5_990, numberOfTimes: 7 } });
    expect(acknowledge(record, ['cycle_missed'], at(START_MS)).terms).toEqual(record.terms);
    const accepted = acknowledge(record, ['terms_differ'], at(START_MS));
    expect(accepted.terms).toMatchObject({ ...record.terms, amountCents: 5_990, numberOfTimes: 7 });
    expect(flagsOf(accepted, at(START_MS))).toEqual([]);
    const untold = acknowledge(watching({ snapshot: { status: 'ATV' } }), ['terms_differ'], at(START_MS));
    expect(Object.entries(untold.terms)).toEqual(Object.entries(record.terms));
  });
});
