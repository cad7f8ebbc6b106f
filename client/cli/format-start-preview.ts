import type { StartPreview } from '../../contract/start-preview';
import { formatReais } from '../../contract/vocabulary';
import { columns, localTime, plain, withLocalTimes } from './text';
import type { TriedStart } from './try-start';

/** What a start would charge and when, as a person reads it. */
export function startPreviewText(preview: TriedStart, subscription: string): string {
  if (preview.start?.exists === true)
    return `${subscription} exists already with the same content; nothing would be started`;
  const { nextCharges, firstChargeAt, lastDate, zone, gatewayCalls, chargedTwiceAtOnce, datesMayVaryByDays } =
    preview;
  const rows: [string, string][] = [
    ['  now', nowOf(preview)],
    [
      '  first',
      `${formatReais(nextCharges[0]?.amountCents ?? 0)} on ${localTime(firstChargeAt)}, by the daily job of the gateway`,
    ],
    [
      '  then',
      nextCharges
        .slice(1)
        .map(({ date, amountCents }) => `${formatReais(amountCents)} on ${date}`)
        .join(', '),
    ],
    ['  last', lastDate ?? 'none: it goes on until it is cancelled'],
    ['  total', totalOf(preview)],
    ['  dates', datesOf(zone, datesMayVaryByDays)],
    ['  calls', gatewayCalls.join(', ')],
    [
      '  mind',
      chargedTwiceAtOnce === undefined ? '' : `${chargedTwiceAtOnce}. To charge once, begin a month later`,
    ],
    ...notesOf(preview).map((note): [string, string] => ['  mind', note]),
  ];
  return `${subscription}: what would be charged\n${columns(rows.filter(([, text]) => text !== ''))}\n${NOTHING_SENT}`;
}

/** What the answer of the start would say beside itself; that it is charged twice is told above. */
function notesOf({ start, notLooked }: TriedStart): string[] {
  const notes = (start?.notes ?? []).filter(({ code }) => code !== 'charged_twice_at_once');
  return [
    ...notes.map(({ message }) => withLocalTimes(plain(message), ' (São Paulo)')),
    ...(notLooked === undefined
      ? []
      : [`whether the start would be refused was not looked at: ${plain(notLooked)}`]),
  ];
}

const NOTHING_SENT = 'Nothing was sent. Leave --dry-run out to send it.';

function nowOf({ now }: StartPreview): string {
  if (now === undefined) return 'nothing: the schedule is activated only';
  const { amountCents, installments, confirmWithinMinutes } = now;
  const parts = installments === 1 ? '' : ` in ${String(installments)} installments`;
  const late =
    confirmWithinMinutes === undefined
      ? ''
      : `, authorised only: undone when it is not confirmed within ${String(confirmWithinMinutes)} minutes`;
  return `${formatReais(amountCents)}${parts}${late}`;
}

function totalOf({ total, nextCharges }: StartPreview): string {
  if (total === undefined) return `open-ended, ${formatReais(nextCharges[0]?.amountCents ?? 0)} each time`;
  const { charges, amountCents, isMost } = total;
  const words = `${formatReais(amountCents)} in ${String(charges)} ${charges === 1 ? 'charge' : 'charges'}`;
  return isMost === true ? `at most ${words}: the gateway may count the payment now as one of them` : words;
}

const datesOf = (zone: string, mayVaryByDays: number | undefined): string =>
  mayVaryByDays === undefined
    ? zone
    : `${zone}; in shorter months up to ${String(mayVaryByDays)} days off, since the rule of the gateway is not documented`;
