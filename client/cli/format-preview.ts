import type { Preview } from '../../contract/preview';
import type { PreviewedKind } from '../../domain/subscription/preview';
import { whyInFlags } from './flags-of-fields';
import type { Look } from './look';
import { columns, plain, reais, withLocalTimes } from './text';

/** What a command would do, as a person reads it. */
export function previewText(
  preview: Preview,
  kind: PreviewedKind,
  subscription: string,
  { words, request = {} }: Pick<Look, 'words'> & { request?: object },
): string {
  const { answers } = words;
  if (!preview.allowed) {
    const why = withLocalTimes(plain(whyInFlags(kind, preview.why)), ' (São Paulo)');
    return `${subscription}: ${answers.wouldBeRefused(why)}\n${answers.nothingSent}`;
  }
  const { sets, gatewayCalls, waitsFor, nextCharges } = preview;
  const charges = nextCharges.map(({ date, amountCents }) => answers.chargeOn(reais(amountCents), date));
  const listed = (all: readonly string[]): string => (all.length === 0 ? answers.none : all.join(', '));
  const { rows } = answers;
  const told: [string, string][] = [
    [rows.sets, answers.sets(sets)],
    [rows.calls, listed(gatewayCalls)],
    [rows.waitsFor, waitsFor === undefined ? '' : words.waiting(waitsFor)],
    [rows.nextCharges, listed(charges)],
    // By which routing a charge went is not told; the gateway says it by refusing.
    [rows.mind, kind === 'refund' && !('card' in request) ? answers.cardWanted : ''],
  ];
  const table = columns(
    told.filter(([, text]) => text !== '').map(([name, text]) => [`  ${name}`, plain(text)]),
  );
  return `${subscription}: ${plain(asked(preview, kind, { words, request }))}\n${table}\n${answers.leaveDryRunOut}`;
}

/** What was asked for, in the language of the reader. */
function asked(
  { what, refund }: Extract<Preview, { allowed: true }>,
  kind: PreviewedKind,
  { words, request }: Pick<Look, 'words'> & { request: object },
): string {
  if (kind === 'retire') return words.answers.retiring(what);
  // What nobody says is taken for now.
  if (kind !== 'refund') return words.asked({ when: 'now', ...request, command: kind, what });
  return refund === undefined ? what : words.asked({ ...refund, command: kind, what });
}
