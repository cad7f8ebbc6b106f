import { cycleOutcome, unreadableCharge } from '../../../domain/ledger/ledger';
import { flagsOf } from '../../../domain/subscription/attention';
import {
  refusalOfResolution,
  takeAcknowledgement,
  takeResolution,
} from '../../../domain/subscription/commands';
import { shownState } from '../../../domain/subscription/state';
import { endWithSchedule } from '../../../domain/opening/transitions';
import { EditLife } from '../support/edit-life';
import { live, now } from './support';

/** The first charge waits for the financial institution, and the subscription is cancelled meanwhile. */
function cancelledMeanwhile(): EditLife {
  const life = new EditLife();
  life.executesPending = true;
  life.until('2027-01-11T12:00:00.000Z');
  life.command('c', { kind: 'cancel', when: 'now' });
  return life;
}

describe('a cancellation while a charge is not decided', () => {
  it('waits for it: a denied charge may be tried again by itself, whatever the schedule is', () => {
    const life = cancelledMeanwhile();
    life.until('2027-02-15T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(shownState(life.record).state).toBe('cancelling');
    expect(flagsOf(life.record, life.context)).toEqual(['cycle_open']);
  });

  it('asks a person after six weeks, whose answer ends it', () => {
    const life = cancelledMeanwhile();
    life.until('2027-03-15T12:00:00.000Z');
    expect(flagsOf(life.record, life.context)).toContain('charge_unreadable');
    const about = unreadableCharge(life.record.ledger)?.nit;
    expect(refusalOfResolution(life.record, 'did_not_happen', about)).toBeUndefined();
    const decision = {
      id: 'd',
      decision: 'did_not_happen',
      by: 'Ana',
      reason: 'seen in the portal',
    } as const;
    life.record = takeResolution(life.record, decision, life.context);
    life.record = takeAcknowledgement(life.record, ['cycle_missed'], decision, life.context);
    life.until('2027-04-15T12:00:00.000Z');
    expect(shownState(life.record).state).toBe('cancelled');
  });

  it('ends once it is decided, however late', () => {
    const life = cancelledMeanwhile();
    life.until('2027-01-31T12:00:00.000Z');
    life.executesPending = false;
    life.until('2027-03-15T12:00:00.000Z');
    expect(shownState(life.record).state).toBe('cancelled');
    expect(life.record.ledger.cycles.map((cycle) => cycleOutcome(cycle))).toEqual(['paid', 'skipped']);
  });
});

describe('the date at which a cancelled subscription ends', () => {
  const endedAfter = (cancelledAt: string): (string | undefined)[] => {
    const cancellation = { when: 'now', by: 'Ana', reason: 'asked for', at: cancelledAt } as const;
    const ledger = { immediate: [], cycles: [{ number: 1, dueDate: '2027-01-10', charges: [] }] };
    const record = { ...live(), ledger, cancellation };
    const ended = endWithSchedule(record, 'cancelled', now(Date.parse('2027-02-10T12:00:00.000Z')));
    return ended.ledger.cycles.map(({ passed }) => passed);
  };

  it('was skipped where the cancellation prevented it, and not where the gateway left it out before', () => {
    expect(endedAfter('2027-01-10T06:29:00.000Z')).toEqual(['skipped']);
    expect(endedAfter('2027-01-10T12:00:00.000Z')).toEqual([undefined]);
  });
});

describe('a failed execution that a cancellation keeps from being tried again', () => {
  it('leaves its date as skipped', () => {
    const life = new EditLife();
    life.executesInVain = true;
    life.until('2027-01-10T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-03-15T12:00:00.000Z');
    expect(shownState(life.record).state).toBe('cancelled');
    expect(life.record.ledger.cycles.map((cycle) => cycleOutcome(cycle))).toEqual(['skipped']);
  });
});
