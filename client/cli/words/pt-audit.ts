import { ACKNOWLEDGEABLE, CALL_KINDS, GIVEN_UP, RESOLUTIONS } from '../../../contract/vocabulary';
import type { AuditEvent } from '../../../domain/audit';
import type { Resolution } from '../../../domain/calls/call';
import { askedInPortuguese, problemInPortuguese } from './pt-commands';
import { questionAbout } from './pt-questions';
import { explainInPortuguese } from './pt-reasons';
import { detailInPortuguese } from './pt-details';
import { CALLS } from './pt-calls';
import { whyInDoubt } from './reason';
import type { AuditLine } from './words';

const alone = (words: string) => (): string => words;
/** With what the record says: it names what the code does not. */
const and =
  (words: string) =>
  ({ what }: AuditLine): string =>
    `${words}: ${detailInPortuguese(what)}`;

/** Of a command, what was asked for; as the record says it where the view no longer knows. */
const command =
  (words: string) =>
  ({ what, asked }: AuditLine): string =>
    `${words}: ${asked === undefined ? what : askedInPortuguese(asked)}`;

/** The codes that stand in a line as words of their own. */
function codesIn<Code extends string>({ what }: AuditLine, codes: readonly Code[]): Code[] {
  const words = what.split(/[\s,:;]+/);
  return codes.filter((code) => words.includes(code));
}

/** With the call that the line names. */
const call =
  (words: string) =>
  (line: AuditLine): string => {
    const [kind] = codesIn(line, CALL_KINDS);
    return `${words}: ${kind === undefined ? line.what : CALLS[kind]}`;
  };

/** Refused by the gateway, or by our own rules: then the record says what was wrong. */
const refused = (line: AuditLine): string =>
  line.by === 'gateway' ? call('o gateway recusou')(line) : and('recusado antes do envio')(line);

const DECISIONS: Readonly<Record<Resolution, string>> = {
  happened: 'aconteceu',
  did_not_happen: 'não aconteceu',
  ask_again: 'consultar de novo',
};

function decision(line: AuditLine): string {
  const [decided] = codesIn(line, RESOLUTIONS);
  const text = decided === undefined ? '' : `, ${DECISIONS[decided]} (${decided})`;
  return `${call('decisão de uma pessoa')(line)}${text}`;
}

const GIVEN_UP_IN_PORTUGUESE: Readonly<Record<keyof typeof GIVEN_UP, string>> = {
  create: 'nenhum dinheiro se moveu',
  pay: 'o pagamento não aconteceu',
  activate: 'a agenda não está ativa',
};

function givenUp({ what }: AuditLine): string {
  const kind = CALL_KINDS.find((one) => one in GIVEN_UP && GIVEN_UP[one as keyof typeof GIVEN_UP] === what);
  return `desistiu: ${kind === undefined ? what : GIVEN_UP_IN_PORTUGUESE[kind as keyof typeof GIVEN_UP]}`;
}

/** Of a later attempt, which one it is. */
const attemptIn = ({ what }: AuditLine): string => {
  const [, number] = /, attempt (\d+)$/.exec(what) ?? [];
  return number === undefined ? '' : `, tentativa ${number}`;
};

/** Every line of the audit trail, by its code. */
export const AUDIT_IN_PORTUGUESE: Readonly<Record<AuditEvent, (line: AuditLine) => string>> = {
  requested: (line) => `pediu a assinatura${attemptIn(line)}`,
  first_date_today: alone('a primeira data é hoje: o próximo processamento diário também cobra'),
  created: alone('criada no gateway'),
  create_refused: refused,
  adopted: and('agenda adotada'),
  adoption_refused: and('adoção recusada'),
  call_in_doubt: call('resultado desconhecido, o gateway é consultado'),
  call_sent_again: call('nunca chegou, é enviado de novo'),
  person_needed: alone('uma pessoa precisa decidir'),
  person_decided: decision,
  given_up: givenUp,
  payment_authorised: alone('o pagamento está autorizado e aguarda confirmação'),
  payment_denied: alone('o emissor negou o pagamento'),
  payment_refused: refused,
  payment_failed: alone('o gateway informa que falhou'),
  payment_undone: alone('o pagamento foi desfeito; nada foi cobrado'),
  confirm_decided: alone('decidiu confirmar o pagamento'),
  undo_decided: alone('decidiu desfazer o pagamento'),
  schedule_active: alone('a agenda está em vigor'),
  schedule_inactive: alone('a agenda está inativa no gateway'),
  schedule_changed: and('agenda alterada'),
  schedule_ended: and('agenda terminada'),
  expired: alone('o prazo no gateway passou; nada foi cobrado'),
  charge_denied: and('cobrança negada'),
  charge_decided: and('cobrança decidida por uma pessoa'),
  acknowledged: (line) => `avisos reconhecidos: ${codesIn(line, ACKNOWLEDGEABLE).join(', ') || line.what}`,
  command_accepted: command('comando aceito'),
  command_done: command('comando feito'),
  command_failed: command('comando falhou'),
  command_withdrawn: command('comando retirado'),
  retired: alone('entregue a outro; o gateway segue cobrando'),
  cancel_requested: alone('alguém pediu ao Temporal para cancelar'),
  unnamed: ({ what }) => what,
};

/** Why, where that is ours to say: of a person and of the gateway it stays as they gave it. */
export function reasonInPortuguese(line: AuditLine): string | undefined {
  const { event, by, reason, problem } = line;
  if (problem !== undefined) return problemInPortuguese(problem);
  if (event === 'person_needed' && reason !== undefined) return questionAbout(reason);
  if (event === 'adopted' && reason !== undefined) return detailInPortuguese(reason);
  if (event === 'undo_decided' && by === 'system') return 'nem confirmado nem desfeito até o prazo';
  return whyInDoubt(line, explainInPortuguese) ?? reason;
}

/** A line of the audit trail. One that only a newer version knows is told as that says it. */
export const auditInPortuguese = (line: AuditLine): string =>
  Object.hasOwn(AUDIT_IN_PORTUGUESE, line.event) ? AUDIT_IN_PORTUGUESE[line.event](line) : line.what;
