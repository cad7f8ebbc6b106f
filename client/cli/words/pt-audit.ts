import type { AuditEvent } from '../../../domain/audit';

const alone = (words: string) => (): string => words;
/** With what the record says: it names what the code does not. */
const and =
  (words: string) =>
  (what: string): string =>
    `${words}: ${what}`;

/** Of a later attempt, which one it is. */
const attemptIn = (what: string): string => {
  const [, number] = /, attempt (\d+)$/.exec(what) ?? [];
  return number === undefined ? '' : `, tentativa ${number}`;
};

/** Every line of the audit trail, by its code. */
export const AUDIT_IN_PORTUGUESE: Readonly<Record<AuditEvent, (what: string) => string>> = {
  requested: (what) => `pediu a assinatura${attemptIn(what)}`,
  first_date_today: alone('a primeira data é hoje: o próximo processamento diário também cobra'),
  created: alone('criada no gateway'),
  create_refused: and('criação recusada'),
  adopted: and('agenda adotada'),
  adoption_refused: and('adoção recusada'),
  call_in_doubt: and('resultado desconhecido; o gateway é consultado'),
  call_sent_again: and('nunca chegou; é enviada de novo'),
  person_needed: alone('uma pessoa precisa decidir'),
  person_decided: and('decisão de uma pessoa'),
  given_up: and('desistiu'),
  payment_authorised: and('pagamento autorizado'),
  payment_denied: alone('o emissor negou o pagamento'),
  payment_refused: and('o gateway recusou o pagamento'),
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
  acknowledged: and('avisos reconhecidos'),
  command_accepted: and('comando aceito'),
  command_done: and('comando feito'),
  command_failed: and('comando falhou'),
  command_withdrawn: and('comando retirado'),
  retired: alone('entregue a outro; o gateway segue cobrando'),
  cancel_requested: alone('alguém pediu ao Temporal para cancelar'),
  unnamed: (what) => what,
};
