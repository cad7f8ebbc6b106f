import type { AdoptionPreview } from '../../contract/adoption';
import { counted } from '../../contract/vocabulary';
import type { AdoptionAnswer } from '../adoption/adopt';
import { nextStepAfter } from '../errors/adoption-errors';
import { columns, plain, reais } from './text';

/** What an adoption came to, as a person reads it. */
export function adoptionText(answer: AdoptionAnswer, program: string): string {
  const { merchant, orderId, workflowId, result, state, adoption, nextDate, alreadyRunning } = answer;
  const first =
    result === 'accepted'
      ? `${merchant}/${orderId} is being adopted: the gateway has not answered yet, and is asked again by itself`
      : `${merchant}/${orderId} ${alreadyRunning ? 'was adopted before, and' : 'is adopted, and'} is ${state}`;
  const { before, misfits = [] } = adoption ?? {};
  const rows: [string, string][] = [
    ['  workflow', workflowId],
    ['  before us', before === undefined ? '' : counted(before.executions, 'execution', 'executions')],
    ['  next date', nextDate ?? ''],
    ...misfits.map(({ field, what }): [string, string] => ['  differs', `${field}: ${plain(what)}`]),
    ['  look', `${program} show ${merchant}/${orderId}`],
  ];
  return `${first}\n${columns(rows.filter(([, text]) => text !== ''))}`;
}

const VERDICTS: Record<AdoptionPreview['verdict'], string> = {
  would_be_adopted: 'would be adopted',
  would_be_refused: 'would be refused',
  not_known: 'is not known',
};

/** What an adoption would come to, as a person reads it. */
export function previewText({
  merchant,
  orderId,
  verdict,
  reason,
  what,
  misfits,
  kept,
}: AdoptionPreview): string {
  const why = reason === undefined ? plain(what) : `${plain(reason)}: ${plain(what)}`;
  const first = `${merchant}/${orderId} ${VERDICTS[verdict]}: ${why}`;
  const rows: [string, string][] = [
    ['  at the gateway', kept === undefined ? '' : keptText(kept)],
    ...misfits.map((misfit): [string, string] => ['  differs', `${misfit.field}: ${plain(misfit.what)}`]),
    ['  next', verdict === 'would_be_refused' ? nextStepAfter(reason ?? '') : ''],
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return shown.length === 0 ? first : `${first}\n${columns(shown)}`;
}

function keptText(kept: NonNullable<AdoptionPreview['kept']>): string {
  const { status, amountCents, firstDate, nextDate, numberOfTimes, currentTimes, listed } = kept;
  return [
    status,
    reais(amountCents),
    firstDate === undefined ? '' : `first date ${firstDate}`,
    nextDate === undefined ? '' : `next date ${nextDate}`,
    `${String(currentTimes ?? listed)} of ${numberOfTimes === undefined ? 'an open number' : String(numberOfTimes)} executed`,
  ]
    .filter((part) => part !== '')
    .map(plain)
    .join(', ');
}
