import type { Preview } from '../../contract/preview';
import type { PreviewedKind } from '../../domain/subscription/preview';
import { whyInFlags } from './flags-of-fields';
import { columns, plain, reais, withLocalTimes } from './text';

/** What a command would do, as a person reads it. */
export function previewText(
  preview: Preview,
  kind: PreviewedKind,
  subscription: string,
  request: object = {},
): string {
  if (!preview.allowed)
    return `${subscription}: it would be refused: ${withLocalTimes(plain(whyInFlags(kind, preview.why)), ' (São Paulo)')}\nNothing was sent.`;
  const { what, sets, gatewayCalls, waitsFor, nextCharges } = preview;
  const charges = nextCharges.map(({ date, amountCents }) => `${reais(amountCents)} on ${date}`);
  const rows: [string, string][] = [
    ['  would set', sets],
    ['  calls', gatewayCalls.length === 0 ? 'none' : gatewayCalls.join(', ')],
    ['  waits for', waitsFor ?? ''],
    ['  next charges', charges.length === 0 ? 'none' : charges.join(', ')],
    // By which routing a charge went is not told; the gateway says it by refusing.
    ['  mind', kind === 'refund' && !('card' in request) ? CARD_WANTED : ''],
  ];
  const table = columns(rows.filter(([, text]) => text !== '').map(([name, text]) => [name, plain(text)]));
  return `${subscription}: ${plain(what)}\n${table}\n${NOTHING_SENT}`;
}

const NOTHING_SENT = 'Nothing was sent. Leave --dry-run out to send it.';

const CARD_WANTED =
  'an acquirer that is reached by SiTef wants the card that was charged: it refuses a refund without --card-token by code 10';
