import { cycleOutcome } from '../../../domain/ledger/ledger';
import { flagsOf } from '../../../domain/subscription/attention';
import { shownState } from '../../../domain/subscription/state';
import { EditLife } from '../support/edit-life';

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
    life.until('2027-03-15T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(shownState(life.record).state).toBe('cancelling');
    expect(flagsOf(life.record, life.context)).toContain('cycle_open');
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
