import type { Change } from '../../../domain/edits/change';
import { days, EditLife } from '../support/edit-life';

it.each([
  [{ kind: 'cancel', when: 'now' }, '2027-01-09T12:47:00.000Z', '2027-01-10T04:40:00.000Z'],
  [{ kind: 'pause' }, '2027-01-09T12:47:00.000Z', '2027-01-10T04:40:00.000Z'],
  [{ kind: 'cancel', when: 'now' }, '2027-01-08T10:45:00.000Z', '2027-01-10T00:45:00.000Z'],
  [{ kind: 'cancel', when: 'now' }, '2027-01-02T14:00:00.000Z', '2027-01-09T16:00:00.000Z'],
] as [Change, string, string][])('%j of %s leaves before the job, where begins come through again from %s on', (stop, atT, wellFrom) => {
  const life = new EditLife();
  life.until(atT);
  life.troubles = [{ fromMs: 0, toMs: Date.parse(wellFrom), begin: 'not_sent' }];
  life.command('s', stop);
  const tries: string[] = [];
  while (life.nowMs < Date.parse('2027-01-11T12:00:00.000Z')) {
    const before = life.calls.length;
    life.until(life.nowMs + 60_000);
    if (life.calls.length > before) tries.push(new Date(life.nowMs).toISOString());
  }
  console.log(tries.slice(-4));
  expect(days(life)).toEqual([]);
});
