import { DateTime, IANAZone } from 'luxon';
import { SteadyZone } from '../../carat/steady-zone';
import { SteadyZone as OfTheSandbox } from '../../sandbox/time/steady-zone';

const HOUR_MS = 3_600_000;
const NAME = 'America/Sao_Paulo';
const FROM_MS = Date.UTC(2016, 6, 1);
/** Three summers with their changes, and one without. */
const HOURS = Array.from({ length: 24 * 365 * 4 }, (_, hour) => FROM_MS + hour * HOUR_MS);

it.each([
  ['of the client', new SteadyZone(NAME)],
  ['of the sandbox', new OfTheSandbox(NAME)],
])("the zone %s has luxon's offset in every hour, and reads times as luxon does", (_whose, zone) => {
  const plain = IANAZone.create(NAME);
  const differs = (ms: number): boolean =>
    zone.offset(ms) !== plain.offset(ms) || zone.offset(ms + HOUR_MS - 1) !== plain.offset(ms + HOUR_MS - 1);
  expect(HOURS.filter(differs)).toEqual([]);
  const skipped = '2017-10-15T00:30';
  const twice = '2018-02-17T23:30';
  for (const text of [skipped, twice, '2026-11-27T03:30'])
    expect(DateTime.fromISO(text, { zone }).toMillis()).toBe(
      DateTime.fromISO(text, { zone: plain }).toMillis(),
    );
});
