import { readPayment } from '../../carat/read-payment';
import { readSchedule } from '../../carat/read-schedule';
import { parseJson } from '../../carat/parse-json';
import { NIT, SID } from './support/samples';

/** A detail as JSON text, so that numbers are read as they stand in an answer. */
const paymentWith = (field: string, json: string): unknown =>
  readPayment(parseJson(`{"status":"CON","nit":"${NIT}","${field}":${json}}`));
const scheduleWith = (field: string, json: string): unknown =>
  readSchedule(parseJson(`{"status":"ATV","sid":"${SID}","nits":[],"${field}":${json}}`));
const payment = (details: object): unknown => ({ value: { status: 'CON', nit: NIT, ...details } });
const schedule = (details: object): unknown => ({
  value: { status: 'ATV', sid: SID, nits: [], nsus: [], ...details },
});

const NOT_TOLD = ['null', '""', '"  "', '{}'];

describe('an amount', () => {
  it.each([
    '"4990.00"',
    '"49,90"',
    '"R$ 49"',
    '-4990',
    '4990.00',
    '49.9',
    '1e3',
    'true',
    '[]',
    '{"cents":"1"}',
  ])('that is there and unreadable is told so: %s', (json) => {
    expect(paymentWith('amount', json)).toEqual(payment({ amountUnreadable: true }));
    expect(scheduleWith('amount', json)).toEqual(schedule({ amountUnreadable: true }));
  });

  it.each(NOT_TOLD)('that is not there is not told: %s', (json) => {
    expect(paymentWith('amount', json)).toEqual(payment({}));
    expect(scheduleWith('amount', json)).toEqual(schedule({}));
  });

  it.each(['"4990"', '4990', '" 4990 "', '"0004990"'])('is read from %s', (json) => {
    expect(paymentWith('amount', json)).toEqual(payment({ amountCents: 4990 }));
    expect(scheduleWith('amount', json)).toEqual(schedule({ amountCents: 4990 }));
  });
});

describe('the next date of a schedule', () => {
  it.each([
    '"soon"',
    '"10-03-2027"',
    '"31/02/2027"',
    '"00/00/0000"',
    '"2027-03-10T00:00:00Z"',
    '20270310',
    '[]',
  ])('that is there and unreadable is told so: %s', (json) => {
    expect(scheduleWith('next_date', json)).toEqual(schedule({ nextDateUnreadable: true }));
  });

  it.each(NOT_TOLD)('that is not there is not told: %s', (json) => {
    expect(scheduleWith('next_date', json)).toEqual(schedule({}));
  });

  it.each(['"10/03/2027"', '"2027-03-10"', '"10/3/2027"', '"10/03/2027T00:00"'])(
    'is read from %s',
    (json) => {
      expect(scheduleWith('next_date', json)).toEqual(schedule({ nextDate: '2027-03-10' }));
    },
  );

  it('does not hide the first date', () => {
    expect(scheduleWith('initial_date', '"2027-03-10"')).toEqual(schedule({ initialDate: '2027-03-10' }));
  });
});

describe('an id that came as a JSON number', () => {
  it('keeps every digit', () => {
    expect(paymentWith('order_id', '20261126000000012345')).toEqual(
      payment({ orderId: '20261126000000012345' }),
    );
  });

  it('is not there rather than another one', () => {
    expect(paymentWith('order_id', '2.0261126000000012e19')).toEqual(payment({}));
  });
});

describe('the moment of a charge', () => {
  it('is not needed where a later field has it', () => {
    const json = {
      status: 'CON',
      nit: NIT,
      authorizer_date: '13/07/2017',
      creation_date: '13/07/2017T15:52',
    };
    expect(readPayment(json)).toEqual(payment({ creationDate: '2017-07-13T18:52:00.000Z' }));
  });

  it('is a day, where no field has a minute', () => {
    const json = { status: 'CON', nit: NIT, payment_date: '13/07/2017', creation_date: '12/07/2017' };
    expect(readPayment(json)).toEqual(payment({ day: '2017-07-13' }));
  });
});
