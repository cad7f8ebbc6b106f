import { allCharges } from '../../../domain/ledger/ledger';
import { refusalOfRetirement } from '../../../domain/subscription/commands';
import { plan } from '../../../domain/subscription/plan';
import { EditLife } from '../support/edit-life';
import { flags, silentAfterSending } from '../support/silence';

const known = ({ record }: EditLife): [string, string][] =>
  allCharges(record.ledger).map(({ nit, outcome }) => [nit, outcome]);

/**
 * The execution of 10 January ends ERR. Paused, and resumed for the 11th; the reply is lost, and questions meet silence. It is charged on
 * the 11th, and a cancellation has overtaken the resume.
 */
function overtaken(hidesDate: boolean): EditLife {
  const life = new EditLife();
  life.hidesDate = hidesDate;
  life.executesInVain = true;
  life.until('2027-01-10T14:00:00.000Z');
  life.executesInVain = false;
  life.command('p', { kind: 'pause' });
  life.until('2027-01-10T14:30:00.000Z');
  silentAfterSending(life, '2027-01-11T12:00:00.000Z');
  life.mishaps = ['none', 'lost_after'];
  life.command('r', { kind: 'resume', nextDate: '2027-01-11' });
  life.troubles = [
    {
      fromMs: Date.parse('2027-01-10T14:31:00.000Z'),
      toMs: Date.parse('2027-01-11T12:00:00.000Z'),
      begin: 'not_sent',
    },
  ];
  life.until('2027-01-10T15:00:00.000Z');
  life.command('c', { kind: 'cancel', when: 'now' });
  life.until('2027-01-12T12:00:00.000Z');
  return life;
}

describe('a date that was set and charged after an execution that failed', () => {
  it.each([true, false])('takes no charge out of the books; the schedule hides its date: %s', (hidesDate) => {
    const life = overtaken(hidesDate);
    const charges = [
      ['n-2027-01-10', 'failed'],
      ['n-2027-01-11', 'paid'],
    ];
    expect(known(life)).toEqual(charges);
    const before = flags(life);
    life.until(plan(life.record, life.context)[0]?.atMs ?? 0);
    expect([known(life), flags(life)]).toEqual([charges, before]);
    expect(life.record.ledger.cycles[0]?.charges.map(({ nit }) => nit)).toEqual(charges.map(([nit]) => nit));
  });

  it('keeps nobody from retiring once the gateway has answered', () => {
    expect(refusalOfRetirement(overtaken(false).record)).toBeUndefined();
  });
});
