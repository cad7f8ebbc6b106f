import { sendPauseMs, slowedMs } from '../../domain/calls/cadence';
import { afterSend } from '../../domain/calls/protocol';
import type { Change } from '../../domain/edits/change';
import { takeCommand } from '../../domain/edits/take-command';
import { commandById } from '../../domain/edits/known-commands';
import { flagsOf } from '../../domain/subscription/attention';
import { plan } from '../../domain/subscription/plan';
import { callOf, DAY, HOUR, MINUTE, NOT_TAKEN, openOf, SECOND, T0 } from './calls/support';
import { EditLife, type Mishap } from './support/edit-life';
import { at, created, orderOf, payment, running, send, START_MS } from './support/record';

const CANCEL: Change = { kind: 'cancel', when: 'now' };
/** A cancellation whose calls all meet one mishap. */
function cancelledUnder(mishap: Mishap): EditLife {
  const life = new EditLife();
  life.mishaps = Array.from({ length: 6_000 }, () => mishap);
  life.command('c', CANCEL);
  return life;
}

/** Calls of the next so many hours. */
function callsWithin(life: EditLife, hours: number): number {
  const before = life.calls.length;
  life.until(life.nowMs + hours * HOUR);
  return life.calls.length - before;
}

describe('the pace of what is never given up', () => {
  it.each([
    [2 * HOUR, DAY - 1, 2 * HOUR],
    [2 * HOUR, DAY, 6 * HOUR],
    [2 * HOUR, 7 * DAY - 1, 6 * HOUR],
    [2 * HOUR, 7 * DAY, DAY],
    [2 * HOUR, 400 * DAY, DAY],
    [2 * SECOND, 0, 2 * SECOND],
    [9 * DAY, 8 * DAY, 9 * DAY],
  ])('a pause of %i ms, tried for %i ms, is %i ms', (pauseMs, triedForMs, slowed) => {
    expect(slowedMs(pauseMs, triedForMs)).toBe(slowed);
  });

  it('is as quick as ever on the first day', () => {
    expect(slowedMs(sendPauseMs(1), MINUTE)).toBe(sendPauseMs(1));
  });
});

describe('a cancellation that comes to nothing for fourteen months', () => {
  it.each(['not_sent', 'lost_before', 'refused'] as const)(
    'is begun some 500 times, and still tried: %s',
    (mishap) => {
      const life = cancelledUnder(mishap);
      expect(callsWithin(life, 24)).toBeGreaterThanOrEqual(16);
      // There is always a begin in the day before the gateway's job: the next charge can still be prevented.
      const eachDay = Array.from({ length: 408 }, () => callsWithin(life, 25));
      expect(Math.min(...eachDay)).toBe(1);
      expect(life.calls.length).toBeGreaterThan(480);
      expect(life.calls.length).toBeLessThan(530);
      expect(new Set(life.calls)).toEqual(new Set([`begin ${mishap}`]));
      expect(commandById(life.record, 'c')?.state).toBe('under_way');
      expect(flagsOf(life.record, life.context)).toContain('command_stuck');
    },
  );

  it('is put before a person after its first day, and done by the first SEID that comes', () => {
    const life = cancelledUnder('lost_before');
    life.until(START_MS + DAY - HOUR);
    expect(flagsOf(life.record, life.context)).not.toContain('command_stuck');
    life.until(START_MS + DAY + HOUR);
    expect(flagsOf(life.record, life.context)).toContain('command_stuck');
    life.until(START_MS + 60 * DAY);
    life.mishaps = [];
    life.until(START_MS + 61 * DAY + HOUR);
    expect(life.kept.status).toBe('INA');
    expect(commandById(life.record, 'c')?.state).toBe('done');
    expect(flagsOf(life.record, life.context)).not.toContain('command_stuck');
  });
});

describe('a call that no worker takes', () => {
  it.each(['create', 'confirm', 'undo', 'begin_refund', 'refund'] as const)(
    '%s is offered again once a day after the first week',
    (kind) => {
      const pausedMs = (daysAfter: number): number =>
        openOf(afterSend(callOf(kind, { notTaken: 20 }), NOT_TAKEN, undefined, T0 + daysAfter * DAY))
          .sendAtMs -
        (T0 + daysAfter * DAY);
      expect([0, 1, 7, 200].map(pausedMs)).toEqual([2 * HOUR, 6 * HOUR, DAY, DAY]);
    },
  );
});

describe('an edit that waits for the answer after a due date', () => {
  it('asks for it ever more rarely', () => {
    const order = orderOf({
      payment: undefined,
      entry: 'start_later',
      schedule: { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 1 },
    });
    const begun = running(order, { amountCents: 4_990, nextDate: '2027-01-10' });
    const askedAtMs = Date.parse('2027-01-10T09:00:00.000Z');
    const change: Change = { kind: 'changeAmount', amountCents: 5_990 };
    const waiting = takeCommand(
      begun,
      { id: 'a', change, by: 'Ana', reason: 'asked for' },
      { order, nowMs: askedAtMs },
    );
    const pauseMs = (days: number): number => {
      const polledAtMs = askedAtMs + days * DAY;
      const record = { ...waiting, schedule: { ...waiting.schedule, polledAtMs, openPolls: 60 } };
      const polls = plan(record, { order, nowMs: polledAtMs }).filter(
        ({ step }) => step.kind === 'poll_schedule',
      );
      return Math.min(...polls.map(({ atMs }) => atMs)) - polledAtMs;
    };
    expect([0, 1, 7, 300].map(pauseMs)).toEqual([4 * HOUR, 6 * HOUR, DAY, DAY]);
  });
});

describe('a payment that awaits its confirmation without a deadline', () => {
  it('is asked about once a day while its NIT answers, and then once a week', () => {
    const authorised = send(created(), 'pay', payment('PPC'), START_MS);
    const pauseMs = (days: number): number => {
      const confirmationAskedAtMs = START_MS + days * DAY;
      const [look] = plan({ ...authorised, confirmationAskedAtMs }, at(confirmationAskedAtMs));
      expect(look?.step.kind).toBe('look_at_payment');
      return (look?.atMs ?? 0) - confirmationAskedAtMs;
    };
    expect([0, 14, 15, 300].map(pauseMs)).toEqual([DAY, DAY, 7 * DAY, 7 * DAY]);
  });
});
