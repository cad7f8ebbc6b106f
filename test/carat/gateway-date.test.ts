import { noonMs } from '../../domain/calendar';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  fromGatewayDate,
  fromGatewayTimestamp,
  isIsoDate,
  noonOf,
  toGatewayDate,
} from '../../carat/gateway-date';

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar dates', () => {
  it('go to the gateway and come back', () => {
    fc.assert(
      fc.property(day, (isoDate) => {
        expect(fromGatewayDate(toGatewayDate(isoDate))).toBe(isoDate);
      }),
    );
  });

  it('are written day first', () => {
    expect(toGatewayDate('2017-08-03')).toBe('03/08/2017');
  });

  it.each([
    ['10/03/2027', '2027-03-10'],
    ['1/3/2027', '2027-03-01'],
    ['2027-03-10', '2027-03-10'],
    ['10/03/2027T00:00', '2027-03-10'],
    ['10/03/2027 23:59:59', '2027-03-10'],
    ['2027-03-10T03:30', '2027-03-10'],
  ])('are read in every spelling that can mean one day only: %s', (text, isoDate) => {
    expect(fromGatewayDate(text)).toBe(isoDate);
  });

  it.each([
    '31/02/2025',
    '29/02/2025',
    '00/01/2025',
    '01/13/2025',
    '01/01/25',
    '10-03-2027',
    '2027/03/10',
    '12027-03-10',
    '2027-T00:0003-10',
    '2027-3-10',
    // In São Paulo it is the day before.
    '2027-03-10T00:00:00Z',
    '2027-03-10T00:00-03:00',
    '10/03/2027T',
    'x10/03/2027',
    '10/03/2027x',
    '',
  ])('%j is no day', (text) => {
    expect(fromGatewayDate(text)).toBeUndefined();
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00',
    '12025-01-01',
    '01/01/2025',
    ' 2025-01-01',
    '',
  ])('%j is not accepted from a caller', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  it.each(['01/01/1970', '31/12/1999', '01/01/0001'])(
    '%s is what a program writes where it has no date',
    (text) => {
      expect(fromGatewayDate(text)).toBeUndefined();
    },
  );

  it('any other text is read as no day, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = fromGatewayDate(text);
        expect(read === undefined || isIsoDate(read)).toBe(true);
      }),
    );
  });
});

describe('a day of which no more is known', () => {
  it.each([
    ['2027-03-10', '2027-03-10T15:00:00.000Z'],
    ['2018-01-13', '2018-01-13T14:00:00.000Z'],
  ])('%s is told by its noon', (day, instant) => {
    expect(noonOf(day)).toBe(instant);
  });

  it('is told by the noon that the rules know it by', () => {
    for (const day of ['2027-03-10', '2018-01-13', '2018-11-04', '2019-02-16', '2030-12-31'])
      expect(Date.parse(noonOf(day))).toBe(noonMs(day));
  });
});

describe('timestamps are São Paulo wall time', () => {
  it.each([
    ['13/07/2017T15:52', '2017-07-13T18:52:00.000Z'],
    // Summer time, until 2019.
    ['13/01/2018T15:52', '2018-01-13T17:52:00.000Z'],
    ['02/03/2023T03:33', '2023-03-02T06:33:00.000Z'],
    ['31/12/2024T23:59', '2025-01-01T02:59:00.000Z'],
    ['09/11/2017 18:23:07', '2017-11-09T20:23:07.000Z'],
    ['9/11/2017T18:23', '2017-11-09T20:23:00.000Z'],
    ['2017-07-13T15:52', '2017-07-13T18:52:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(fromGatewayTimestamp(text)).toBe(instant);
  });

  it.each([
    '13/07/2017',
    '13/07/2017T25:00',
    '13/07/2017T15:60',
    '30/02/2017T10:00',
    '2017-07-13T15:52Z',
    '2017-07-13 15',
    '31/12/1969T21:00',
    'T15:52',
    '2017-W28-4T15:52',
    '',
  ])('%j is no moment', (text) => {
    expect(fromGatewayTimestamp(text)).toBeUndefined();
  });

  it('every minute without summer time comes back as it was written', () => {
    const minute = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2060-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(minute, (date) => {
        const written = DateTime.fromJSDate(date, { zone: 'America/Sao_Paulo' }).toFormat(
          "dd/MM/yyyy'T'HH:mm",
        );
        const read = DateTime.fromISO(fromGatewayTimestamp(written) ?? '', { zone: 'America/Sao_Paulo' });
        expect(read.toFormat("dd/MM/yyyy'T'HH:mm")).toBe(written);
      }),
    );
  });
});
