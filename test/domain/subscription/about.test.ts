import type { OpenCall } from '../../../domain/calls/call';
import { isAboutCall, refusalOfResolution, takeResolution } from '../../../domain/subscription/commands';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, ledger } from '../ledger/support';
import { at, created, NIT, running, SID, START_MS } from '../support/record';

const BY = { by: 'Ana', reason: 'asked for' };
const OTHER_BY_NOW = 'about: the open question is about another NIT or SID by now; look at it again';
const ABOUT_IS_MISSING =
  'about: must be the NIT that was looked up, of a charge or of a refund; carat show tells it';

describe('a decision', () => {
  it('about a call may name the NIT or the SID that was looked up, and is refused about another one', () => {
    const [call] = created().calls;
    const person: NonNullable<OpenCall['person']> = {
      ...{ since: '2027-01-15T12:00:00.000Z', reason: 'answer_timeout', findOut: '?' },
      decisions: ['happened', 'ask_again'],
    };
    const blocked = { ...created(), calls: [{ ...call, person } as OpenCall] };
    for (const about of [NIT, SID, NIT.toUpperCase()])
      expect(refusalOfResolution(blocked, 'happened', about)).toBeUndefined();
    expect(refusalOfResolution(blocked, 'happened', 'another')).toBe(OTHER_BY_NOW);
    expect(isAboutCall(blocked, 'happened', 'another')).toBe(false);
  });

  it('about a charge names the one that was looked up, and decides no other one', () => {
    const unknown = (
      nit: string,
      day: string,
    ): SubscriptionRecord['ledger']['cycles'][number]['charges'][number] =>
      charge(nit, day, { outcome: 'unknown' });
    const two = {
      ...running(),
      ledger: ledger(
        cycle(1, '2027-01-10', [unknown('lost', '2027-01-10')]),
        cycle(2, '2027-02-10', [unknown('other', '2027-02-10')]),
      ),
    };
    const outcomes = (record: SubscriptionRecord): string[] =>
      record.ledger.cycles.flatMap(({ charges }) => charges).map(({ outcome }) => outcome);
    const told = { id: 'd1', decision: 'happened', ...BY } as const;
    const second = takeResolution(two, { ...told, about: 'OTHER' }, at(START_MS));
    expect(outcomes(second)).toEqual(['unknown', 'paid']);
    expect(refusalOfResolution(second, 'happened', 'other')).toBe(OTHER_BY_NOW);
    // Sent twice, a decision that names none would be about the other one.
    for (const open of [two, second]) expect(refusalOfResolution(open, 'happened')).toBe(ABOUT_IS_MISSING);
    expect(refusalOfResolution(running(), 'happened', 'other')).toBe('the subscription is active');
  });
});
