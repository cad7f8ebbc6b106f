import { commandAnswerSchema } from '../../contract/commands';
import { flagsOf, type Attention } from '../../domain/subscription/attention';
import type { RuleContext } from '../../domain/subscription/order';
import { questionForPerson } from '../../domain/subscription/person';
import { plan, type Planned, type Step } from '../../domain/subscription/plan';
import { RECORD_VERSION, type SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { upgradeRecord } from '../../domain/subscription/upgrade-record';
import type { Record1 } from '../../domain/subscription/version-1/record';
import { liveOn, nothingSoFar, silence } from './support/live-on';
import { everyState1, nameOf, realHandOvers1, type HandedOver1 } from './support/version-1';

const HOUR_MS = 3_600_000;
/** Sends of a payment or an activation of which one may have arrived (R4). */
const MOST_SENDS = 3;

const records = everyState1();
const all = records.map((one) => [nameOf(one), one] as const);
const inDoubt = all.filter(([, { carried }]) => ['resolving', 'blocked'].includes(carried.state));

const upgraded = ({ carried, input }: HandedOver1): SubscriptionRecord => upgradeRecord(carried, input);
const contextOf = ({ input, nowMs }: HandedOver1): RuleContext => ({ order: input, nowMs });

/** The first thing that is planned; one that is due is done at once. */
function firstOf(one: HandedOver1): Planned | undefined {
  const [first] = plan(upgraded(one), contextOf(one));
  return first === undefined ? undefined : { ...first, atMs: Math.max(first.atMs, one.nowMs) };
}

const storyOf = (story: string, state: Record1['state'], flag?: string): HandedOver1 => {
  const found = records.find(
    (one) =>
      one.story === story &&
      one.carried.state === state &&
      (flag === undefined || one.carried.attention.includes(flag)),
  );
  if (found === undefined) throw new Error(`no record of ${story} that is ${state}`);
  return found;
};

describe('a record that the first version handed over', () => {
  it('is there in every state, and for every call that can be open in it', () => {
    const kinds = new Set(all.map(([name]) => name.replace(/ in .*/, '')));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        ...['creating', 'paying', 'activating', 'pending_confirmation', 'active', 'paused'],
        ...['pay', 'activate', 'confirm', 'undo'].flatMap((call) => [
          `resolving (${call})`,
          `blocked (${call})`,
        ]),
        ...['blocked (create)', 'blocked (charge)', 'paying (pay)', 'activating (activate)'],
        ...['pending_confirmation (confirm)', 'pending_confirmation (undo)'],
      ]),
    );
  });

  it.each(all)('%s: is shown in the same state, since the same moment', (_name, one) => {
    const { state, stateSince } = one.carried;
    expect(shownState(upgraded(one))).toEqual({ state, sinceMs: Date.parse(stateSince) });
  });

  it.each(all)('%s: does next what it would have done', (_name, one) => {
    expect(stepsLike(one)).toContain(firstOf(one)?.step.kind);
  });

  it.each(all.filter(([, { carried }]) => carried.blocked?.call !== 'charge'))(
    '%s: does it when it would have been done',
    (_name, one) => {
      // How long a question met silence was not handed over.
      expect(one.next.atMs - (firstOf(one)?.atMs ?? 0)).toBeGreaterThanOrEqual(0);
      expect(one.next.atMs - (firstOf(one)?.atMs ?? 0)).toBeLessThan(60_000);
    },
  );

  it.each(all)('%s: is whole, and plain JSON', (_name, one) => {
    const record = upgraded(one);
    expect(record.version).toBe(RECORD_VERSION);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(record.audit.map(({ event }) => event)).not.toContain('unnamed');
    expect(record.audit.map(({ by }) => by)).not.toContain('schedule');
    expect(record.ledger).toEqual(one.carried.ledger);
  });

  it.each(all)('%s: no flag is lost', (_name, one) => {
    const before = one.carried.attention.map((flag) => (flag === 'cycle_unsettled' ? 'cycle_open' : flag));
    expect(flagsOf(upgraded(one), contextOf(one))).toEqual(expect.arrayContaining(before));
  });

  it.each(all.filter(([, { carried }]) => carried.blocked !== undefined))(
    '%s: the question for a person stays',
    (_name, one) => {
      const { since, ...question } = one.carried.blocked ?? {};
      expect(questionForPerson(upgraded(one))).toMatchObject(question);
    },
  );
});

describe('the money of a record that the first version handed over', () => {
  it.each(inDoubt)('%s: silence never leads to a second send', (_name, one) => {
    const { sent } = liveOn(upgraded(one), contextOf(one), silence);
    expect(sent.filter(({ kind }) => kind !== 'create')).toEqual([]);
  });

  it.each(all)(
    '%s: a payment or an activation is not sent more often than it may be in all',
    (_name, one) => {
      const { sent } = liveOn(upgraded(one), contextOf(one), nothingSoFar);
      for (const kind of ['pay', 'activate'] as const) {
        const before = one.carried.sends[kind] ?? 0;
        expect(before + sent.filter((send) => send.kind === kind).length).toBeLessThanOrEqual(MOST_SENDS);
      }
    },
  );

  it.each(inDoubt)('%s: "nothing so far" is not believed before five minutes have passed', (_name, one) => {
    const { sent } = liveOn(upgraded(one), contextOf(one), nothingSoFar);
    const sentAtMs = one.carried.doubt?.sentAtMs ?? -Infinity;
    for (const { kind, atMs } of sent.filter((send) => send.kind !== 'create'))
      expect([kind, atMs - sentAtMs >= 5 * 60_000]).toEqual([kind, true]);
  });

  it.each(all.filter(([, { carried }]) => carried.state === 'blocked'))(
    '%s: while a person is waited for, nothing is sent that could move money',
    (_name, one) => {
      const { sent } = liveOn(upgraded(one), contextOf(one), nothingSoFar);
      expect(sent.filter(({ kind }) => kind !== 'create')).toEqual([]);
    },
  );

  it('a payment whose card was gone stays unsent', () => {
    const one = storyOf('card-reference-expired', 'resolving');
    expect(liveOn(upgraded(one), contextOf(one), nothingSoFar).sent).toEqual([]);
  });

  it('a confirm that the gateway still awaits is sent again, also after three sends', () => {
    const one = storyOf('confirm-never-arrived', 'resolving');
    const tried = { ...one, carried: { ...one.carried, sends: { ...one.carried.sends, confirm: 3 } } };
    const { sent } = liveOn(upgraded(tried), contextOf(tried), nothingSoFar);
    expect(sent.length).toBeGreaterThan(0);
  });
});

describe('what people and billing systems did with a record of the first version', () => {
  /** What the command `acknowledge` of the first version did. */
  function acknowledged1(one: HandedOver1, flag: Attention): HandedOver1 {
    const { attention, raised = [], audit } = one.carried as Record1 & { raised?: string[] };
    const looked = raised.filter((key) => key.startsWith(`${flag}/`));
    const line = { at: '2027-03-01T12:00:00.000Z', by: 'Ana', what: `acknowledged ${flag}`, reason: 'seen' };
    const carried = {
      ...one.carried,
      attention: attention.filter((up) => up !== flag),
      acknowledged: looked,
      audit: [...audit, line],
    };
    return { ...one, carried };
  }

  it.each([
    ['cycle_missed', 'cycle-missed-and-acknowledged'],
    ['cycle_paid_twice', 'cycle-charged-twice'],
    ['payment_reversed', 'pay-reply-lost-then-reversed'],
  ] as const)('%s stays acknowledged', (flag, story) => {
    const up = storyOf(story, 'active', flag);
    expect(flagsOf(upgraded(up), contextOf(up))).toContain(flag);
    const down = acknowledged1(up, flag);
    expect(flagsOf(upgraded(down), contextOf(down))).not.toContain(flag);
  });

  it('a cancellation that was asked for is shown until somebody acknowledges it', () => {
    const one = storyOf('still-active', 'active');
    const asked = { ...one, carried: { ...one.carried, attention: ['cancel_requested'] } };
    expect(flagsOf(upgraded(asked), contextOf(asked))).toEqual(['cancel_requested']);
    expect(flagsOf(upgraded(one), contextOf(one))).toEqual([]);
  });

  it('an absence of workers is looked into at once', () => {
    const one = storyOf('gateway-unreachable-then-paid', 'paying');
    const alone = { ...one, carried: { ...one.carried, attention: ['no_worker'] } };
    const due = plan(upgraded(alone), contextOf(alone)).filter(({ atMs }) => atMs <= alone.nowMs);
    expect(due.map(({ step }) => step.kind)).toContain('count_pollers');
  });

  it.each(all.filter(([, { carried }]) => carried.commands.length > 0))(
    '%s: every answer that is remembered is one that a client can read',
    (_name, one) => {
      for (const { answer } of upgraded(one).answers)
        expect(() => commandAnswerSchema.parse(answer)).not.toThrow();
    },
  );

  it('a command whose outcome was known is answered as it was; one that was open is answered anew', () => {
    const [handedOver] = realHandOvers1();
    const confirmed = handedOver && upgradeRecord(handedOver.carried, handedOver.input);
    expect(confirmed?.answers).toMatchObject([
      { id: 'confirm/confirm-1', answer: { result: 'carried_out', state: 'active' } },
    ]);
    const open = storyOf('confirm-never-arrived', 'resolving');
    expect(open.carried.commands).toMatchObject([{ answer: { state: 'resolving' } }]);
    expect(upgraded(open).answers).toEqual([]);
  });
});

describe('the records that the first version really handed over', () => {
  it.each(realHandOvers1().map((one, index) => [index + 2, one] as const))(
    'run %d goes on with the schedule, and nothing of it is lost',
    (_run, { carried, input }) => {
      const record = upgradeRecord(carried, input);
      const nowMs = Date.parse(carried.askedAt ?? '');
      expect(shownState(record).state).toBe('active');
      expect(record.ledger).toEqual(carried.ledger);
      expect(record.decision).toMatchObject({ kind: 'confirm', doneAt: carried.stateSince });
      expect(flagsOf(record, { order: input, nowMs })).toEqual([]);
      const [first] = plan(record, { order: input, nowMs });
      expect(first?.step).toEqual({ kind: 'poll_schedule' });
      const dueMs = Date.parse(`${carried.schedule.nextDate ?? ''}T03:30:00-03:00`);
      expect(first?.atMs).toBeGreaterThan(dueMs);
      expect(first?.atMs).toBeLessThan(dueMs + 3 * HOUR_MS);
    },
  );
});

describe('a record of another version', () => {
  const { input } = storyOf('still-active', 'active');

  it('of today is taken as it is', () => {
    const record = upgraded(storyOf('still-active', 'active'));
    expect(upgradeRecord(record, input)).toBe(record);
  });

  it.each([[{ version: RECORD_VERSION + 1 }], [{}], [null], ['creating']])(
    'that this code does not know is not guessed: %j',
    (carried) => {
      expect(() => upgradeRecord(carried, input)).toThrow('start a worker of the newer version');
    },
  );
});

/** The kinds of step that do what the first version did next. */
function stepsLike({ next, carried }: HandedOver1): Step['kind'][] {
  if (next.kind === 'wait' && next.waitingFor.startsWith('confirm or undo'))
    return ['look_at_payment', 'undo_at_deadline'];
  if (carried.blocked?.call === 'charge') return ['poll_schedule'];
  if (carried.blocked?.call === 'create') return ['send'];
  if (next.kind === 'wait') return carried.doubt === undefined ? ['poll_schedule'] : ['ask'];
  return next.call.startsWith('get') ? ['poll_schedule'] : ['send'];
}
