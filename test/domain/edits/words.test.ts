import { changeInWords, detailsOf, fieldsInWords, type Change } from '../../../domain/edits/change';

describe('a change in words', () => {
  const CHANGES: [Change, string][] = [
    [{ kind: 'pause' }, 'pause'],
    [{ kind: 'resume' }, 'resume'],
    [{ kind: 'resume', chargeMissed: false }, 'resume'],
    [{ kind: 'resume', chargeMissed: true }, 'resume, and charge what was missed'],
    [{ kind: 'cancel', when: 'now' }, 'cancel now'],
    [{ kind: 'cancel', when: 'period_end' }, 'cancel at the end of the paid period'],
    [{ kind: 'uncancel' }, 'take the cancellation back'],
    [{ kind: 'changeAmount', amountCents: 5_990 }, 'change the amount to R$ 59,90'],
    [{ kind: 'changeNextDate', nextDate: '2027-01-20' }, 'move the next date to 2027-01-20'],
    [{ kind: 'changeCard', card: { kind: 'vault', reference: 'new' } }, 'change the card'],
    [{ kind: 'changeInstallments', installments: 3 }, 'change the installments to 3'],
  ];
  it.each(CHANGES)('%j is told for people', (change, words) => {
    expect(changeInWords(change)).toBe(words);
  });
});

describe('the details of a change', () => {
  it('are its fields, without its kind', () => {
    expect(detailsOf({ kind: 'pause' })).toEqual({});
    expect(detailsOf({ kind: 'cancel', when: 'period_end' })).toEqual({ when: 'period_end' });
    expect(detailsOf({ kind: 'changeAmount', amountCents: 5_990 })).toEqual({ amountCents: 5_990 });
    expect(detailsOf({ kind: 'changeNextDate', nextDate: '2027-01-20' })).toEqual({ nextDate: '2027-01-20' });
    expect(detailsOf({ kind: 'changeInstallments', installments: 3 })).toEqual({ installments: 3 });
    expect(detailsOf({ kind: 'resume', chargeMissed: true })).toEqual({ chargeMissed: true });
  });

  it('never hold a card', () => {
    expect(detailsOf({ kind: 'changeCard', card: { kind: 'carat_token', token: 'the-token' } })).toEqual({});
  });
});

describe('the fields of an edit in words', () => {
  it('name what is set, and nothing else', () => {
    expect(fieldsInWords({})).toBe('');
    expect(fieldsInWords({ installments: 3 })).toBe('3 installments');
    expect(fieldsInWords({ status: 'ATV', nextDate: '2027-01-20' })).toBe('status ATV, next date 2027-01-20');
  });

  it('never name a card', () => {
    expect(fieldsInWords({ card: { kind: 'carat_token', token: 'the-token' } })).toBe('another card');
  });
});
