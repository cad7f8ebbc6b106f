import { beginEditSchema, beginRefundSchema, editSchema, refundSchema } from '../../carat/change-schemas';
import { checkRequest } from '../../carat/check-request';
import type { CaratRequestError } from '../../carat/errors';
import { toBeginEditBody, toEditBody, toRefundBody } from '../../carat/wire-requests';
import { CARD, NIT, SEID, SID, USN } from './support/samples';

const onWire = (body: object): unknown => JSON.parse(JSON.stringify(body));
const begin = (request: object) => onWire(toBeginEditBody(checkRequest(beginEditSchema, request, 'request')));
const edit = (change: object) =>
  onWire(toEditBody(checkRequest(editSchema, { seid: SEID, sid: SID, change }, 'request').change));
const refund = (request: object) =>
  onWire(toRefundBody(checkRequest(refundSchema, { nit: NIT, ...request }, 'request')));

const fieldRefused = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    expect(error).toMatchObject({ code: 'CARAT_REQUEST_INVALID' });
    return (error as CaratRequestError).field;
  }
};

describe('on the wire', () => {
  it('a begin of an edit is the documented body', () => {
    expect(begin({ sid: SID, merchantData: '14114532781' })).toEqual({
      sid: SID,
      merchant_data: '14114532781',
    });
    expect(begin({ sid: SID })).toEqual({ sid: SID });
  });

  it('an edit names what it changes and nothing else', () => {
    const card = { number: CARD.number, expiryDate: '1222' };
    const change = {
      status: 'INA',
      amountCents: 5555,
      nextDate: '2017-07-15',
      installments: 2,
      installmentType: '3',
    };
    expect(edit({ ...change, card })).toEqual({
      ...{ status: 'INA', amount: '5555', next_date: '15/07/2017', installments: '2', installment_type: '3' },
      card: { expiry_date: '1222', number: CARD.number },
    });
    expect(edit({ status: 'ATV' })).toEqual({ status: 'ATV' });
    expect(edit({ card: { token: 'tok-1' } })).toEqual({ card: { token: 'tok-1' } });
  });

  it('a refund is the documented body, or an empty one', () => {
    expect(refund({ amountCents: 1000, card: { ...CARD, expiryDate: '1222' } })).toEqual({
      amount: '1000',
      card: { security_code: CARD.securityCode, number: CARD.number, expiry_date: '1222' },
    });
    expect(refund({})).toEqual({});
  });
});

describe('before the wire', () => {
  it.each([
    [{ status: 'FIN' }, 'change.status'],
    [{ amountCents: 0 }, 'change.amountCents'],
    [{ nextDate: '15/07/2017' }, 'change.nextDate'],
    [{ installments: 100 }, 'change.installments'],
    [{ card: { number: CARD.number, token: 't' } }, 'change.card.number'],
    [{ card: CARD }, 'change.card'],
    [{ numberOfTimes: 3 }, 'change'],
    [{}, 'change'],
    [{ status: undefined }, 'change'],
  ])('an edit with %j is refused', (change, field) => {
    expect(fieldRefused(() => edit(change))).toBe(field);
  });

  it('an id that is none is refused, and a text that does not fit', () => {
    expect(fieldRefused(() => begin({ sid: '../1' }))).toBe('sid');
    expect(fieldRefused(() => begin({ sid: SID, merchantData: 'x'.repeat(21) }))).toBe('merchantData');
    expect(fieldRefused(() => refund({ nit: 'a/b' }))).toBe('nit');
    expect(
      fieldRefused(() => checkRequest(editSchema, { seid: '', change: { status: 'ATV' } }, 'request')),
    ).toBe('seid');
    expect(fieldRefused(() => checkRequest(beginRefundSchema, { esitefUsn: `${USN}0` }, 'request'))).toBe(
      'esitefUsn',
    );
  });

  it('no refusal repeats a value', () => {
    expect(() => edit({ card: { number: `${CARD.number}x` } })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(CARD.number) as string }) as Error,
    );
  });
});
