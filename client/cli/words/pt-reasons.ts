import { reasonWith, type ReasonWords } from './reason';

/** Why it is not known what became of a call, or why it did not leave. */
const REASONS: ReasonWords = {
  dns: 'o nome do host não foi encontrado',
  connection_refused: 'ninguém atende no endereço do gateway',
  tls: 'o certificado do gateway não é confiável, ou é de outro',
  connect_timeout: 'sem conexão em 10 s',
  unreachable: 'não há caminho até o gateway',
  shutting_down: 'o worker estava parando',
  order_not_asked: 'primeiro se consulta o pedido',
  card_reference_expired: 'o cartão não está mais no cofre',
  vault_unavailable: 'o cofre não entregou o cartão',
  not_taken: 'nenhum worker pegou a chamada a tempo',
  answer_timeout: 'sem resposta completa em 60 s',
  connection_lost: 'a conexão caiu antes da resposta',
  answer_too_large: 'a resposta é longa demais',
  unreadable_answer: 'não se consegue ler a resposta',
  answer_for_other_id: 'a resposta fala de outra transação',
  contradictory_answer: 'a resposta se contradiz',
  redirect: 'o gateway mandou para outro endereço, e não seguimos',
  http_5xx: 'o gateway falhou',
  http_429: 'o gateway foi consultado vezes demais',
  undocumented_http_status: 'um status que os documentos não citam',
  denial_without_payment: 'o código de uma negativa, sem o pagamento',
  authenticity_error:
    'código 115: o gateway não recebeu o sim da loja, ou isto não se pode fazer agora. Durante o pedido ele envia um post à porta de autenticidade: o endereço está configurado no gateway, e as portas estão no ar?',
  ambiguous_code: 'um código que não diz se a chamada foi executada',
  unlisted_code: 'um código que os documentos não citam',
  worker_lost: 'o worker que tinha a chamada se foi',
  activity_failed: 'a chamada falhou de modo imprevisto; o log do worker diz mais',
};

const SAYS_NOTHING = 'isso não diz se a chamada foi executada';

/** Codes of the gateway beside which nothing says whether the call was executed (carat/code-table.ts). */
const CODES: readonly (readonly [from: number, to: number, words: string])[] = [
  [81, 81, 'a operação não é permitida'],
  [89, 89, 'o gateway não conseguiu ler o próprio registro'],
  [100, 101, 'falhou, sem dizer onde'],
  [102, 102, 'uma chamada anterior desta transação está em andamento, ou terminou'],
  [107, 107, 'o status da transação não permite, talvez por uma chamada anterior'],
  [114, 114, 'a transação está bloqueada'],
  [115, 116, 'o gateway não conseguiu conferir ou consultar'],
  [131, 131, 'o contato com o SiTef falhou, e o adquirente pode ter ouvido'],
  [134, 134, 'a consulta do cartão falhou; a causa pode ser um token de cartão que o gateway não conhece'],
  [136, 136, 'algo não pôde ser revertido'],
  [138, 143, 'a escolha do autorizador ou a consulta do cartão falhou'],
  [256, 256, 'espera-se a resposta de um cancelamento'],
  [257, 258, 'um estorno ou uma recarga foi negado'],
  [260, 260, 'uma recarga foi desfeita'],
  [300, 300, 'não foi possível criar a devolução'],
  [302, 302, 'a comunicação falhou'],
];

export const explainInPortuguese = reasonWith(REASONS, CODES, (code, words) =>
  code === undefined ? words : `código ${code}: ${words}; ${SAYS_NOTHING}`,
);
