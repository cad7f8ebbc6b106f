import { formatReais } from '../domain/money';
import { brazilian, dateOf, timeOf } from './dates';
import { LIMITS } from './limits';
import type { Paint } from './paint';
import type { TimelineEvent } from './timeline-event';
import { wrap, type Piece } from './wrap';

const COLOURS = { good: 'green', bad: 'red', odd: 'yellow' } as const;
const DATE_COLUMNS = 'dd/mm/yyyy  '.length;
const NAME_COLUMNS = 'finished  '.length;

/**
 * The timeline for people: a heading a day, one paragraph for each order that has something of its own on it, and everything that
 * went as it should together in one.
 */
export function timelineText(events: readonly TimelineEvent[], paint: Paint): string {
  const days = groupBy(events, ({ at }) => dateOf(at));
  return [...days].map(([date, ofDay]) => dayText(brazilian(date), ofDay, paint)).join('\n');
}

function dayText(date: string, events: readonly TimelineEvent[], paint: Paint): string {
  const under = groupBy(events, ({ folded, orderId }) => folded?.under ?? orderId ?? 'gateway');
  const paragraphs = [...under].map(([name, ofOrder]) =>
    paragraph(
      name,
      ofOrder.map((event, index) => {
        const time = isNewMinute(ofOrder, index) ? `${timeOf(event.at)} ` : '';
        const piece = event.folded === undefined ? plainPiece(event) : foldedPiece(event);
        const end = index === ofOrder.length - 1 ? '' : piece.end;
        return { text: `${time}${piece.text}${end}`, colour: colourOf(event, paint) };
      }),
    ),
  );
  const heading = paint('bold', date) + ' '.repeat(DATE_COLUMNS - date.length);
  return heading + paragraphs.join(`\n${' '.repeat(DATE_COLUMNS)}`);
}

/** The time is said once for everything that happened in the same minute. */
function isNewMinute(events: readonly TimelineEvent[], index: number): boolean {
  const [before, now] = [events[index - 1], events[index]];
  return before === undefined || now === undefined || timeOf(before.at) !== timeOf(now.at);
}

const plainPiece = ({ what }: TimelineEvent): { text: string; end: string } => ({
  text: what.replaceAll('R$ ', 'R$\u00a0'),
  end: ';',
});

function foldedPiece({ orderId = '', folded }: TimelineEvent): { text: string; end: string } {
  const amount = folded?.amountCents === undefined ? '' : ` ${formatReais(folded.amountCents)}`;
  return { text: `${orderId}${amount}`.replaceAll(' ', '\u00a0'), end: '\u00a0·' };
}

const colourOf =
  ({ tone }: TimelineEvent, paint: Paint): Piece['colour'] =>
  (word) =>
    tone === 'plain' ? word : paint(COLOURS[tone], word);

function paragraph(name: string, pieces: readonly Piece[]): string {
  const indent = DATE_COLUMNS + NAME_COLUMNS;
  const lines = wrap(pieces, LIMITS.widthColumns - indent);
  return name.padEnd(NAME_COLUMNS) + lines.join(`\n${' '.repeat(indent)}`);
}

/** Node 20 has no Map.groupBy. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
