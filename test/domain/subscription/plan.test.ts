import type { OpenCall } from '../../../domain/calls/call';
import { asNit, asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import { takeHint } from '../../../domain/schedule/hint';
import { takeResolution } from '../../../domain/subscription/commands';
import { plan, type Planned } from '../../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, begun, DONE, editIn, live, now, sent, toSend } from '../edits/support';
import { at, created, NIT, orderOf, running, SID, START_MS, watching } from '../support/record';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LATER_MS = START_MS + 10 * MINUTE;
const ids = { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS };
const adopting = orderOf({ entry: 'adopt', payment: undefined, sid: SID });
const planned = (record: SubscriptionRecord, nowMs = START_MS): Planned[] => plan(record, at(nowMs));
const steps = (record: SubscriptionRecord): object[] => planned(record).map(({ step }) => step);
const callOf = ({ calls: [call] }: SubscriptionRecord): OpenCall => {
  if (call === undefined) throw new Error('a call is open');
  return call;
};
const withCall = (record: SubscriptionRecord, changes: Partial<OpenCall>): SubscriptionRecord => ({
  ...record,
  calls: [{ ...callOf(record), ...changes }],
});
const doubt = {
  ...{ reason: 'answer_timeout', sentAtMs: START_MS, sinceMs: START_MS, asked: 2 },
  ...{ nextAskAtMs: LATER_MS, deadlineMs: START_MS + DAY },
};
const person = {
  ...{ since: '2027-01-01T12:00:00.000Z', reason: 'nit_too_old', findOut: 'Was it paid?' },
  decisions: ['happened' as const],
};

describe('what is done next, and what is waited for', () => {
  it('is a call: sent when it is due, asked about while it is in doubt', () => {
    expect(planned(created())).toEqual([
      { step: { kind: 'send', call: 'pay' }, atMs: START_MS, waitingFor: 'pay' },
    ]);
    const waiting = withCall(created(), { waitingFor: 'a worker', sendAtMs: LATER_MS });
    expect(planned(waiting)).toMatchObject([{ atMs: LATER_MS, waitingFor: 'a worker' }]);
    expect(planned(withCall(created(), { doubt }))).toEqual([
      {
        ...{ step: { kind: 'ask', call: 'pay' }, atMs: LATER_MS },
        waitingFor: 'question 3: what became of pay',
      },
    ]);
  });

  it('is a person, where only one can tell; what he decided comes first', () => {
    const blocked = withCall(created(), { doubt, person, possiblyDelivered: 1 });
    expect(planned(blocked)).toMatchObject([{ step: { kind: 'ask' }, waitingFor: 'a person: Was it paid?' }]);
    const sending = withCall(created(), { person, waitingFor: 'a worker' });
    expect(planned(sending)).toMatchObject([{ waitingFor: 'a person: Was it paid?' }]);
    const decision = { id: 'd', decision: 'happened', by: 'Ana', reason: 'r' } as const;
    expect(planned(takeResolution(blocked, decision, at(START_MS)))[0]).toMatchObject({
      ...{ step: { kind: 'carry_out', call: 'pay' }, waitingFor: 'what a person has decided' },
    });
  });

  it('is the order, where the gateway is to be asked whether it knows it', () => {
    const order = { asked: 0, askAtMs: START_MS };
    const create = newRecord(orderOf(), START_MS);
    expect(planned(withCall(create, { order }))).toEqual([
      {
        ...{ step: { kind: 'ask_order', call: 'create' }, atMs: START_MS },
        waitingFor: 'whether the gateway knows the order already',
      },
    ]);
    const known = { ...person, reason: 'order_known', findOut: 'What is it?' };
    expect(planned(withCall(create, { order, person: known }))).toMatchObject([
      { waitingFor: 'a person: What is it?' },
    ]);
  });

  it('is the schedule that is to be adopted: claimed first, then looked at', () => {
    const record = newRecord(adopting, START_MS);
    expect(planned(record)).toEqual([
      {
        ...{ step: { kind: 'claim' }, atMs: START_MS },
        waitingFor: 'whether another subscription follows the schedule',
      },
    ]);
    const { adoption, ...unclaimed } = record;
    expect(adoption).toEqual({});
    expect(steps(unclaimed)).toEqual([{ kind: 'claim' }]);
    expect(planned({ ...record, adoption: { claimedAtMs: START_MS } })).toMatchObject([
      { step: { kind: 'first_look' }, waitingFor: 'what the schedule is at the gateway' },
    ]);
  });

  it('is the decision about an authorised payment, which is undone at its deadline', () => {
    const opening: Opening = { stage: 'awaiting_confirmation', sinceMs: START_MS, ids };
    const record = { ...created(), calls: [] };
    expect(planned({ ...record, opening })).toEqual([
      {
        ...{ step: { kind: 'look_at_payment', nit: NIT }, atMs: START_MS + DAY },
        waitingFor: 'confirm or undo',
      },
    ]);
    const confirmBy = '2027-01-01T12:30:00.000Z';
    expect(planned({ ...record, opening: { ...opening, confirmBy } })[0]).toEqual({
      ...{ step: { kind: 'undo_at_deadline' }, atMs: Date.parse(confirmBy) },
      waitingFor: 'confirm or undo; undone at the deadline',
    });
    // Its NIT answers for 15 days: from then on a look each week is enough.
    const looked = (days: number): Planned | undefined =>
      planned({ ...record, opening, confirmationAskedAtMs: START_MS + days * DAY })[0];
    expect(looked(14)?.atMs).toBe(START_MS + 15 * DAY);
    expect(looked(15)?.atMs).toBe(START_MS + 22 * DAY);
    // While a decision about it is open, it is not looked at.
    expect(steps({ ...created(), opening })).toEqual([{ kind: 'send', call: 'pay' }]);
  });

  it('is what an end claims, and nothing more after the end', () => {
    const opening: Opening = { stage: 'ending', as: 'undone', sinceMs: START_MS, ids };
    const record = { ...created(), calls: [] };
    expect(planned({ ...record, opening })).toEqual([
      { step: { kind: 'last_look' }, atMs: START_MS, waitingFor: 'what the schedule has come to' },
    ]);
    expect(planned({ ...record, opening: { ...opening, askAtMs: LATER_MS } })[0]?.atMs).toBe(LATER_MS);
    const ended: Opening = { stage: 'ended', as: 'undone', sinceMs: START_MS, ids };
    expect(planned({ ...created(), opening: ended })).toEqual([]);
  });

  it('is the charges of a poll before anything else of the schedule', () => {
    const reading = {
      ...{ listed: [asNit('n1')], queue: [asNit('n1')], sinceMs: LATER_MS },
      ...{ scheduledCents: 4_990, complete: true },
    };
    expect(planned(watching({ reading }))).toEqual([
      {
        ...{ step: { kind: 'read_charge', nit: 'n1' }, atMs: LATER_MS },
        waitingFor: 'the charges of the last poll',
      },
    ]);
  });

  it('is the end, once the schedule is over and all is explained', () => {
    const over = watching({ snapshot: { status: 'DES' }, answeredAtMs: LATER_MS }, live());
    const without = { ...over, ledger: { immediate: [], cycles: [] } };
    expect(planned(without, LATER_MS)).toEqual([
      { step: { kind: 'end', as: 'undone' }, atMs: LATER_MS, waitingFor: 'the end' },
    ]);
  });

  it('is the earliest of all', () => {
    const late = { ...callOf(created()), doubt: { ...doubt, nextAskAtMs: START_MS + 400 * DAY } };
    expect(steps({ ...running(), calls: [late] })).toEqual([
      { kind: 'poll_schedule' },
      { kind: 'ask', call: 'pay' },
    ]);
  });

  it('is a count of the workers, once nobody took a call', () => {
    const record = { ...running(), access: { notTaken: { sinceMs: START_MS, lastAtMs: START_MS } } };
    expect(planned(record)[0]).toEqual({
      ...{ step: { kind: 'count_pollers' }, atMs: START_MS },
      waitingFor: 'how many workers ask for the calls of this merchant',
    });
  });

  it('is an edit: its SEID, the edit itself, and what came of it', () => {
    const edits = (record: SubscriptionRecord): object[] =>
      plan(record, now()).map(({ step, waitingFor }) => ({ ...step, waitingFor }));
    const waitingFor = expect.any(String) as string;
    expect(edits(asked(AMOUNT))).toContainEqual({ kind: 'begin_edit', command: 'a', waitingFor });
    expect(edits(toSend(AMOUNT))).toContainEqual({ kind: 'send_edit', command: 'a', waitingFor });
    const noSeid = begun(asked(AMOUNT), DONE);
    expect(edits(noSeid)).toContainEqual({ kind: 'begin_again', waitingFor: editIn(noSeid).waitingFor });
    const looking = sent(toSend(AMOUNT), DONE);
    expect(edits(looking)).toContainEqual({ kind: 'poll_schedule', waitingFor: editIn(looking).waitingFor });
  });

  it('is the charge of the day, before an edit that could change it', () => {
    const charging = Date.parse('2027-01-10T06:30:00.000Z');
    const held = asked(AMOUNT, live(), 'a', charging);
    const before = plan(held, now(charging)).find(({ waitingFor }) => waitingFor.includes('before the edit'));
    expect(before).toMatchObject({
      ...{ step: { kind: 'poll_schedule' }, waitingFor: 'the charge of today, before the edit' },
    });
    const heldMs = before?.atMs ?? 0;
    // However long a cycle has been open: on its first day an edit does not wait for the pace of that.
    const pausesMs = [2, 9].map((openPolls) => {
      const polled = watching({ polledAtMs: heldMs, openPolls }, held);
      const [next] = plan(polled, now(heldMs)).filter(({ waitingFor }) =>
        waitingFor.includes('before the edit'),
      );
      return next?.atMs;
    });
    expect(pausesMs[1]).toBe(pausesMs[0]);
    // It met silence just when it was due: the next one comes after a pause, and not at once again.
    const silent = watching({ polledAtMs: heldMs, openPolls: 1 }, held);
    const again = plan(silent, now(heldMs)).find(({ waitingFor }) => waitingFor.includes('before the edit'));
    expect(again?.atMs).toBeGreaterThan(heldMs);
  });
});

describe('while the gateway wants to be left alone', () => {
  const quiet = (record: SubscriptionRecord, quietUntilMs = LATER_MS): SubscriptionRecord => ({
    ...record,
    access: { quietUntilMs },
  });

  it('nothing is asked before, and it says until when', () => {
    const asking = withCall(created(), { doubt: { ...doubt, nextAskAtMs: START_MS } });
    expect(planned(quiet(asking))).toEqual([
      {
        ...{ step: { kind: 'ask', call: 'pay' }, atMs: LATER_MS },
        waitingFor: 'the gateway, which asked to be left alone until 2027-01-01T12:10:00.000Z',
      },
    ]);
    expect(planned(quiet(asking, START_MS))).toEqual(planned(asking));
  });

  it('what is due later stays as it was', () => {
    const asking = withCall(created(), { doubt: { ...doubt, nextAskAtMs: LATER_MS + 1 } });
    expect(planned(quiet(asking))).toEqual(planned(asking));
  });

  it('money is sent, what a person decided is carried out, and what needs no call is done', () => {
    expect(planned(quiet(created()))).toEqual(planned(created()));
    const claiming = newRecord(adopting, START_MS);
    expect(planned(quiet(claiming))).toEqual(planned(claiming));
    const blocked = withCall(created(), { doubt: { ...doubt, nextAskAtMs: START_MS }, person });
    const decision = { id: 'd', decision: 'happened', by: 'Ana', reason: 'r' } as const;
    const decided = quiet(takeResolution(blocked, decision, at(START_MS)));
    expect(planned(decided).map(({ step, atMs }) => [step.kind, atMs])).toEqual([
      ['carry_out', START_MS],
      ['ask', LATER_MS],
    ]);
  });
});

describe('a post of the gateway', () => {
  const hinted = (record: SubscriptionRecord, nit: string): SubscriptionRecord =>
    takeHint(record, { nit, status: 'CON' }, START_MS);

  it('brings the question forward that would tell what it hints at', () => {
    const [poll] = planned(hinted(running(), 'new'));
    expect(poll).toEqual({
      ...{ step: { kind: 'poll_schedule', hinted: true }, atMs: START_MS },
      waitingFor: 'what a post of the gateway hints at',
    });
    const asking = hinted(withCall(created(), { doubt, sendAtMs: START_MS + DAY }), NIT);
    expect(planned(asking)[0]).toMatchObject({ step: { kind: 'ask', hinted: true }, atMs: START_MS });
  });

  it('puts nothing off that is due before', () => {
    const owed = { ...running(), hints: { owedSinceMs: START_MS + 400 * DAY } };
    expect(planned(owed)).toEqual(planned(running()));
  });

  it('brings no question forward about a call without a NIT, or about a refund: posts are about charges', () => {
    const owed = { hints: { owedSinceMs: START_MS } };
    const create = withCall({ ...newRecord(orderOf(), START_MS), ...owed }, { doubt });
    expect(planned(create)).toMatchObject([{ step: { kind: 'ask', call: 'create' }, atMs: LATER_MS }]);
    const refund = withCall({ ...created(), ...owed }, { doubt, kind: 'refund', id: 'refund/r' });
    const [asks] = planned(refund).filter(({ step }) => step.kind === 'ask');
    expect(asks?.atMs).toBe(LATER_MS);
    expect(asks?.step).not.toHaveProperty('hinted');
  });
});
