import type { Attention } from '../../../domain/subscription/attention';
import type { FlagWords } from './words';

/** Every flag: what it means, and what to do. */
export const FLAGS_IN_PORTUGUESE: Readonly<Record<Attention, FlagWords>> = {
  cycle_missed: {
    means: 'O gateway passou por um vencimento sem cobrar.',
    do: 'Cobre o ciclo por outro meio e avise o fornecedor.',
  },
  cycle_paid_twice: {
    means: 'Um ciclo foi pago mais de uma vez.',
    do: 'Devolva as cobranças dele menos uma com `carat refund --nit`; o aviso sai sozinho.',
  },
  counter_unexplained: {
    means: 'O gateway conta uma execução que não lista.',
    do: 'Compare as cobranças com o portal.',
  },
  payment_reversed: {
    means: 'Uma cobrança foi devolvida, e não por nós.',
    do: 'Descubra quem devolveu: o portal ou o banco do cliente.',
  },
  terms_differ: {
    means: 'O gateway guarda condições diferentes das vendidas.',
    do: 'Defina o que foi vendido com `carat change-amount` ou `carat change-next-date`: o aviso sai na hora. O que você corrige no portal é visto na próxima consulta.',
  },
  charge_differs: {
    means: 'Uma cobrança teve valor diferente do vendido.',
    do: 'Devolva a diferença ou aceite.',
  },
  paid_without_schedule: {
    means: 'Houve recebimento, e a agenda não está em vigor.',
    do: 'Devolva o dinheiro ou inicie uma nova assinatura.',
  },
  charged_after_cancellation: {
    means: 'O gateway cobrou embora a assinatura estivesse cancelada.',
    do: 'Devolva o dinheiro com `carat refund`; o aviso sai sozinho.',
  },
  cancel_requested: {
    means: 'Alguém cancelou o workflow no Temporal. Isso não para nenhuma cobrança.',
    do: 'Se as cobranças devem parar, envie `carat cancel`.',
  },
  command_failed: {
    means: 'Um comando não deu em nada e não é mais tentado. A tabela de comandos diz por quê.',
    do: 'Corrija e envie o comando de novo: o aviso sai quando ele for concluído. Ou deixe como está, e reconheça.',
  },
  blocked: {
    means: 'Não foi possível saber o resultado de uma chamada.',
    do: 'Apure e decida com `carat resolve`.',
  },
  cycle_open: {
    means:
      'Há 14 dias nenhuma resposta do gateway explica tudo: talvez não se saiba o que houve com um ciclo.',
    do: 'Consulte a agenda no portal. O gateway é consultado uma vez por semana.',
  },
  charge_unreadable: {
    means: 'Não se consegue ler o que houve com uma cobrança.',
    do: 'Consulte o portal e diga o que encontrou com `carat resolve`.',
  },
  answer_unreadable: {
    means: 'O gateway informa uma próxima data ou um valor ilegível.',
    do: 'Consulte a agenda no portal e avise o fornecedor.',
  },
  unexpected_gateway_status: {
    means: 'O gateway informa um status que não cabe aqui.',
    do: 'Consulte a agenda no portal.',
  },
  credentials_refused: {
    means: 'O gateway não aceita o id ou a chave da loja.',
    do: 'Corrija a chave na configuração do worker e reinicie-o.',
  },
  gateway_untrusted: {
    means: 'O certificado do gateway não é confiável. Nada é enviado.',
    do: 'Confira a URL base e os certificados confiáveis do worker.',
  },
  no_worker: {
    means: 'Nenhum worker atende as chamadas ao gateway desta loja. Nada foi enviado.',
    do: 'Inicie um worker cuja configuração tenha a loja. O alias foi digitado errado? Então desista com `carat give-up`.',
  },
  gateway_queue_full: {
    means: 'Há workers para as chamadas desta loja, e a nossa esperou um dia.',
    do: 'Aumente `maxCallsInFlight` ou inicie mais workers.',
  },
  events_undelivered: {
    means: 'O receptor da loja não aceitou alguns eventos durante três dias. O dinheiro não é afetado.',
    do: 'Conserte o receptor, liste o que faltou e envie de novo. Depois confirme com acknowledge; uma que terminou fica com o aviso.',
  },
  adoption_open: {
    means: 'Há um dia o gateway não diz o que é a agenda a adotar. Ele é consultado de novo, sozinho.',
    do: 'Veja se ele responde e se a chave da loja está certa; ou desista.',
  },
  command_stuck: {
    means: 'Um comando está em andamento há mais de um dia e segue sozinho.',
    do: 'Veja se o gateway responde e se os avisos dele chegam ao endereço de autenticidade da loja: uma alteração espera o SEID, uma devolução o seu NIT.',
  },
  active_after_cancellation: {
    means: 'Alguém reativou no gateway a agenda cancelada: ela cobraria.',
    do: 'Cancele de novo: ela é parada mais uma vez. Ou desfaça o cancelamento com uncancel, e ela segue.',
  },
};
