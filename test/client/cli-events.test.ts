import { eventsText } from '../../client/cli/events-command';
import { look } from './support/look';

type Page = Parameters<typeof eventsText>[0];

/** A page as the longest names make it. */
function pageOf(orderId: string): Page {
  const told = [
    ['subscription.activated', 'subscription'],
    ['charge.paid', `charge/${'a1'.repeat(32)}`],
    ['payment.awaiting_confirmation', `charge/${'b2'.repeat(32)}`],
    ['command.done', 'command/changeInstallments-0f0e0d0c-0b0a-4908-8706-050403020100'],
    ['attention.raised', 'attention/active_after_cancellation'],
  ];
  const events = told.map(([type, subject], index) => ({
    id: idOf(orderId, index),
    sequence: index + 9,
    time: '2026-12-10T10:40:00.000Z',
    type,
    subject,
  }));
  return { events, undelivered: [], earliest: 9, last: 13 } as unknown as Page;
}
const idOf = (orderId: string, index: number): string => `evt_${orderId}_0123456789abcde${String(index)}`;

describe('the table of events', () => {
  test.each([
    ['A0001', 80],
    ['A'.repeat(20), 80],
    ['A0001', 120],
    ['A0001', 60],
    ['A0001', Infinity],
  ])('of %s in %d columns has every id whole, and when', (orderId, width) => {
    const lines = eventsText(pageOf(orderId), look({ width })).split('\n');
    for (const index of [0, 1, 2, 3, 4]) {
      const line = lines.find((text) => text.includes(idOf(orderId, index)));
      expect(line).toContain('2026-12-10 07:40');
    }
    expect(lines.at(-1)).toBe('Times are São Paulo’s.');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  });

  test('what it is of goes first where there is no room', () => {
    expect(eventsText(pageOf('A'.repeat(20)), look())).not.toContain(' OF ');
    expect(eventsText(pageOf('A0001'), look())).toContain(' OF ');
  });

  test('long ids of what it is of are shown by their beginning', () => {
    const told = eventsText(pageOf('A0001'), look({ width: Infinity }));
    expect(told).toContain(' command/changeInstallments-0f0e0d0…  ');
    expect(told).toContain(' charge/a1a1a1a…  ');
  });

  test('what was not delivered, or is kept no more, is told by its numbers, within the columns', () => {
    const problem = 'the receiver was not reached (ECONNREFUSED)';
    const at = '2026-12-10T10:40:00.000Z';
    const undelivered = [
      { from: 9, to: 11, at, problem },
      { from: 13, to: 13, at, problem },
    ];
    const lines = eventsText({ ...pageOf('A0001'), undelivered, missed: { from: 1, to: 8 } }, look()).split(
      '\n',
    );
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines[0]).toBe('Kept no more: events 1 to 8.');
    expect(lines.slice(-6)).toEqual([
      '(ECONNREFUSED).',
      'Given up 2026-12-10 07:40: event 13: the receiver was not reached',
      '(ECONNREFUSED).',
      'What was sent again with `resend` is not noted here.',
      '',
      'Times are São Paulo’s.',
    ]);
  });

  test('a name is broken after a sign', () => {
    const lines = eventsText(pageOf('A0001'), look()).split('\n');
    expect(lines.slice(0, 3).map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      ' | WHEN | WHAT | OF | ID',
      '9 | 2026-12-10 07:40 | subscription. | subscription | evt_A0001_0123456789abcde0',
      ' | activated',
    ]);
  });
});
