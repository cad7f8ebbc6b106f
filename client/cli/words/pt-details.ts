import { CALL_KINDS } from '../../../contract/vocabulary';
import { inOtherWords, type Patterns } from './patterns';
import { CALLS } from './pt-calls';
import { ownEntry } from '../../own-entry';

const times = (count: string): string => (count === 'without end' ? 'sem fim' : count);

const FIELDS: Readonly<Record<string, string>> = {
  amountCents: 'valor',
  firstDate: 'primeira data',
  nextDate: 'próxima data',
  numberOfTimes: 'número de vezes',
  intervalMonths: 'meses entre cobranças',
};

/** In what the terms of an adoption differ (domain/adoption/misfits.ts). */
const MISFITS: Patterns = [
  [
    /^sold (.+), the gateway keeps (.+)$/,
    (sold, kept) => `vendido ${times(sold)}, no gateway ${times(kept)}`,
  ],
  [
    /^sold (.+), the gateway has executed (\d+) and goes on$/,
    (sold, count) => `vendido ${times(sold)}, o gateway já executou ${count} e segue`,
  ],
  [
    /^sold every (?:month|(\d+) months) from (\S+), and the next date at the gateway is (\S+)$/,
    (months, from, next) =>
      `vendido ${months === '' ? 'todo mês' : `a cada ${months} meses`} desde ${from}, e a próxima data no gateway é ${next}`,
  ],
  [
    /^the gateway passes over the next cycle: it goes on (\S+)$/,
    (date) => `o gateway pula o próximo ciclo: segue em ${date}`,
  ],
  [
    /^the amount that the gateway keeps cannot be read$/,
    () => 'não se consegue ler o valor que o gateway guarda',
  ],
];

/** Several of them, each with its field; undefined where one is not known. */
function misfitsIn(text: string): string | undefined {
  const parts = text.split('; ').map((part) => {
    const [, field = '', what = ''] = /^(\w+): (.+)$/.exec(part) ?? [];
    const told = inOtherWords(MISFITS, what);
    return told === undefined ? undefined : `${ownEntry(FIELDS, field) ?? field}: ${told}`;
  });
  return parts.includes(undefined) ? undefined : parts.join('; ');
}

const theCall = (kind: string): string => {
  const known = CALL_KINDS.find((one) => one === kind);
  return known === undefined ? kind : CALLS[known];
};

/** What the record says beside the code of a line. */
const DETAILS: Patterns = [
  [/^all executions are done$/, () => 'todas as execuções foram feitas'],
  [
    /^the gateway reports the schedule as (\S+); only ATV and INA can be adopted$/,
    (status) => `o gateway informa a agenda como ${status}; só ATV e INA podem ser adotadas`,
  ],
  [/^the gateway reports the schedule as (\S+)$/, (status) => `o gateway informa a agenda como ${status}`],
  [
    /^the next date is (\S+) instead of (\S+)$/,
    (date, before) => `a próxima data é ${date} em vez de ${before}`,
  ],
  [
    /^the amount was changed from (.+) to (.+)$/,
    (before, after) => `o valor mudou de ${before} para ${after}`,
  ],
  [
    /^the number of times was changed from (.+) to (.+)$/,
    (before, after) => `o número de vezes mudou de ${before} para ${after}`,
  ],
  [
    /^adopted with (\d+) executions? behind it; (?:it is inactive|the next charge is on (\S+))$/,
    (count, date) =>
      `${count} ${count === '1' ? 'execução anterior' : 'execuções anteriores'}; ${date === '' ? 'está inativa' : `a próxima cobrança é em ${date}`}`,
  ],
  [/^not adopted, (\w+): (.+)$/, (reason, what) => `${reason}: ${detailInPortuguese(what)}`],
  [/^a charge was denied: (.+)$/, (code) => `código ${code}`],
  [
    /^decided about the charge with NIT (\S+): (paid|failed)$/,
    (nit, outcome) => `a de NIT ${nit} ${outcome === 'paid' ? 'foi paga' : 'falhou'}`,
  ],
  [
    /^the gateway knows no schedule of this SID in this store$/,
    () => 'o gateway não conhece agenda com este SID nesta loja',
  ],
  [/^it has had more than (\d+) executions$/, (count) => `teve mais de ${count} execuções`],
  [/^(\S+) follows the schedule$/, (who) => `${who} segue a agenda`],
  [
    /^the (\w+) could not be put as the gateway wants it; nothing was sent$/,
    (call) => `${theCall(call)} não cabe na forma que o gateway quer; nada foi enviado`,
  ],
  [
    /^the settings of the merchant forbid the (\w+); nothing was sent$/,
    (call) => `a configuração da loja proíbe ${theCall(call)}; nada foi enviado`,
  ],
  [
    /^(sold_holds|gateway_holds): (.+)$/,
    (holds, what) =>
      `${holds === 'sold_holds' ? 'vale o vendido' : 'vale o do gateway'}: ${misfitsIn(what) ?? what}`,
  ],
];

/** A detail that the record has in English only; what is not known here stays as it is. */
export const detailInPortuguese = (text: string): string =>
  inOtherWords(DETAILS, text) ?? misfitsIn(text) ?? text;
