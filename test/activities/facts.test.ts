import { factsOf, safe } from '../../activities/facts';
import { holdsCardNumber } from '../../domain/card-number';

const NIT = 'a'.repeat(64);
const SID = 'b'.repeat(64);
const AT = '2027-03-10T06:33:00.000Z';

describe('what a subscription learns of a payment', () => {
  const learnt = (details: object): unknown =>
    factsOf({ payment: { status: 'CON', nit: NIT, ...details } }).payment;

  it('is when it was executed, by the best of three moments', () => {
    const moments = {
      authorizerDate: AT,
      paymentDate: '2027-03-10T06:34:00.000Z',
      creationDate: '2027-03-10T06:30:00.000Z',
    };
    expect(learnt(moments)).toEqual({ status: 'CON', nit: NIT, at: AT, createdAt: moments.creationDate });
    expect(learnt({ ...moments, authorizerDate: undefined })).toMatchObject({ at: moments.paymentDate });
    expect(learnt({ creationDate: moments.creationDate })).toMatchObject({ at: moments.creationDate });
  });

  it('is never older than the payment itself: a moment of the authorizer that is, is none', () => {
    const moments = { paymentDate: '2027-03-10T06:34:00.000Z', creationDate: '2027-03-10T06:30:00.000Z' };
    const lastYear = { ...moments, authorizerDate: '2026-03-10T06:33:00.000Z' };
    expect(learnt(lastYear)).toMatchObject({ at: moments.paymentDate, createdAt: moments.creationDate });
    expect(learnt({ ...lastYear, paymentDate: undefined })).toMatchObject({ at: moments.creationDate });
    // A clock that is behind, and a retry that was authorised days after.
    for (const authorizerDate of ['2027-03-09T06:33:00.000Z', '2027-03-13T06:33:00.000Z'])
      expect(learnt({ ...moments, authorizerDate })).toMatchObject({ at: authorizerDate });
  });

  it('is its day, where no more is known: noon in São Paulo, marked', () => {
    expect(learnt({ day: '2027-03-10' })).toEqual({
      status: 'CON',
      nit: NIT,
      at: '2027-03-10T15:00:00.000Z',
      dayOnly: true,
    });
  });

  it('is that it is no payment, where its type is told', () => {
    expect(learnt({ type: 'P' })).toEqual({ status: 'CON', nit: NIT });
    expect(learnt({ type: 'p' })).toEqual({ status: 'CON', nit: NIT });
    expect(learnt({ type: 'C' })).toEqual({ status: 'CON', nit: NIT, isOtherType: true });
  });

  it('is that the amount could not be read', () => {
    expect(learnt({ amountUnreadable: true })).toEqual({ status: 'CON', nit: NIT, amountUnreadable: true });
  });
});

describe('what a subscription learns of a schedule', () => {
  it('is its dates, and what of it could not be read', () => {
    const schedule = { status: 'ATV', sid: SID, nits: [NIT], nsus: ['1'], initialDate: '2027-02-10' };
    expect(factsOf({ schedule: { ...schedule, nextDateUnreadable: true, amountUnreadable: true } })).toEqual({
      schedule: {
        status: 'ATV',
        sid: SID,
        nits: [NIT],
        initialDate: '2027-02-10',
        nextDateUnreadable: true,
        amountUnreadable: true,
      },
    });
  });
});

describe('a text of the gateway', () => {
  // The documented test card, as people and machines spell it.
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '411111 1111111111',
    '41111111 11111111',
    '4111-11111111-1111',
    '4111 -- 1111 -- 1111 -- 1111',
    '４１１１１１１１１１１１１１１１',
    '٤١١١١١١١١١١١١١١١',
    '41111 11111 11111 1',
    '4111.11111111.1111',
    '411111-1111111111',
  ])('holds no card number any more, however it was spelled: %s', (spelled) => {
    const told = safe(`declined: card ${spelled}, ask the issuer`);
    expect(told).toBe('declined: card ***, ask the issuer');
    const many = safe(Array.from({ length: 9 }, () => spelled).join(' / ')) ?? '';
    expect(holdsCardNumber(many)).toBe(false);
    expect(many).not.toMatch(/[1١１]{4}/);
  });

  it('is told as it is where it holds none', () => {
    for (const text of ['Transacao OK', 'NSU 170713000000040, 03/08/2027, R$ 49,90', ''])
      expect(safe(text)).toBe(text);
  });
});
