import { formatReais, OVERTAKEN } from '../../../contract/vocabulary';
import type { ChangeDetails, ChangeKind } from '../../../domain/edits/change';
import type { Asked } from '../../reading/asked';
import { ownEntry } from '../../own-entry';
import { messageInPortuguese } from './pt-errors';

/** Every change, by its code and its fields; nothing where a field is missing that it cannot do without. */
const CHANGES: Readonly<Record<ChangeKind, (details: ChangeDetails) => string | undefined>> = {
  pause: () => 'pausar',
  resume: ({ chargeMissed, nextDate }) =>
    `retomar${nextDate === undefined ? '' : ` em ${nextDate}`}${chargeMissed === true ? ', e cobrar o que faltou' : ''}`,
  cancel: ({ when }) => {
    if (when === undefined) return undefined;
    return when === 'now' ? 'cancelar já' : 'cancelar no fim do período pago';
  },
  uncancel: () => 'retirar o cancelamento',
  changeAmount: ({ amountCents }) =>
    amountCents === undefined ? undefined : `mudar o valor para ${formatReais(amountCents)}`,
  changeNextDate: ({ nextDate }) =>
    nextDate === undefined ? undefined : `mudar a próxima data para ${nextDate}`,
  changeCard: () => 'trocar o cartão',
  changeInstallments: ({ installments }) =>
    installments === undefined ? undefined : `mudar as parcelas para ${String(installments)}`,
};

/** What a person asked for. */
export function askedInPortuguese(asked: Asked): string {
  if (asked.command === 'refund')
    return `devolver ${formatReais(asked.amountCents)} da cobrança de NIT ${asked.charge}`;
  return CHANGES[asked.command](asked) ?? asked.what;
}

const alone = (words: string) => (): string => words;
/** With what the workflow says: it has values that stand in no other field. */
const and =
  (words: string) =>
  (message: string): string =>
    `${words} (${message})`;

const OVERTAKEN_IN_PORTUGUESE: Readonly<Record<string, string>> = {
  [OVERTAKEN.unsent]: 'um cancelamento veio antes do envio',
  [OVERTAKEN.notSet]: 'um cancelamento veio antes de ser aplicado',
  [OVERTAKEN.paused]: 'uma pausa veio antes de ser aplicado',
  [OVERTAKEN.pausedMaybeSet]: 'uma pausa veio; não se sabe se antes foi aplicado',
};

/** Why a command or a refund of ours came to nothing, by its code. Codes of the gateway are told in its own words. */
const PROBLEMS: Readonly<Record<string, (message: string) => string>> = {
  overtaken: (message) =>
    ownEntry(OVERTAKEN_IN_PORTUGUESE, message) ?? 'um cancelamento veio; não se sabe se antes foi aplicado',
  taken_back: alone('retirado, e não está aplicado'),
  retired: alone('não seguimos mais a agenda'),
  schedule_over: alone('o gateway não cobra mais esta agenda'),
  edit_differs: and('o gateway mostra outra coisa do que foi enviado'),
  gave_up: and('desistiu depois de tentar por dias'),
  date_passed: and('a data já passou, e ninguém é cobrado pelo passado'),
  cycle_charged: and('o ciclo cuja data seria marcada já ficou para trás'),
  card_reference_expired: alone('o cartão não está mais no cofre: guarde-o de novo e repita o comando'),
  no_charge: alone('a cobrança não está mais no livro'),
  not_refundable: and('a cobrança não pode mais ser devolvida'),
  less_is_left: and('resta da cobrança menos do que foi pedido'),
  usn_unknown: alone('o gateway não informa o número pelo qual a devolução começa'),
  did_not_happen: and('não aconteceu, segundo uma pessoa'),
  refused: and('recusado pelo gateway'),
  denied: and('negado'),
  failed: and('falhou no gateway'),
  expired: and('expirou no gateway'),
};

/** Why a command came to nothing, with its code. */
export function problemInPortuguese({ code, message }: { code: string; message: string }): string {
  return `${code}: ${ownEntry(PROBLEMS, code)?.(message) ?? messageInPortuguese(message)}`;
}
