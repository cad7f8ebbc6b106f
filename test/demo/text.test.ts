import { paintFor } from '../../demo/paint';
import type { TimelineEvent } from '../../demo/timeline-event';
import { timelineText } from '../../demo/timeline-text';
import { wrap } from '../../demo/wrap';

const plain = (text: string): { text: string; colour: (word: string) => string } => ({
  text,
  colour: (word) => word,
});
const noPaint = paintFor({ isTTY: false }, {});

describe('the printed timeline', () => {
  const event = (at: string, orderId: string, what: string): TimelineEvent => ({
    at,
    source: 'subscription',
    orderId,
    what,
    tone: 'plain',
  });
  const paid = (at: string, orderId: string, amountCents: number): TimelineEvent => ({
    ...event(at, orderId, 'paid'),
    folded: { under: 'paid', amountCents },
  });

  it('puts what went well on a day in one line, and every other order in its own', () => {
    const events = [
      paid('2027-02-10T06:30:00.000Z', 'A101', 4_990),
      paid('2027-02-10T06:30:00.000Z', 'B149', 102_990),
      event('2027-02-10T06:30:00.000Z', 'G117', 'denied'),
      event('2027-02-10T06:30:30.000Z', 'G117', 'goes on'),
      event('2027-02-10T07:00:00.000Z', 'G117', 'is well'),
    ];
    expect(timelineText(events, noPaint).split('\n')).toEqual([
      '10/02/2027  paid      03:30 A101 R$ 49,90 · B149 R$ 1.029,90',
      '            G117      03:30 denied; goes on; 04:00 is well',
    ]);
  });

  it('uses the calendar of São Paulo', () => {
    expect(timelineText([event('2027-02-11T02:59:00.000Z', 'A101', 'late')], noPaint)).toContain(
      '10/02/2027',
    );
  });
});

describe('wrapping', () => {
  it('breaks at blanks, keeps to the width, and never breaks at a non-breaking blank', () => {
    expect(wrap([plain('one two'), plain('R$\u00a049,90 three')], 9)).toEqual([
      'one two',
      'R$ 49,90',
      'three',
    ]);
  });

  it('gives a word that is longer than the width a line of its own', () => {
    expect(wrap([plain('a immeasurably b')], 5)).toEqual(['a', 'immeasurably', 'b']);
  });
});

describe('colours', () => {
  it('are for terminals without NO_COLOR only', () => {
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
    expect(paintFor({ isTTY: true }, {})('red', 'x')).not.toBe('x');
    expect(noPaint('red', 'x')).toBe('x');
  });
});
