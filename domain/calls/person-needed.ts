import { LIMITS } from '../limits';
import type { CallKind, OpenCall, PersonNeeded } from './call';

const LOOK_IT_UP = 'Look it up in the vendor portal or with the acquirer.';

const NO_ANSWER = `The gateway gave no final answer for ${String(LIMITS.askForMs / 86_400_000)} days.`;

/** What a person is asked about a call that may have moved money. */
export const CALL_QUESTIONS: Record<Exclude<CallKind, 'create' | 'begin_refund'>, string> = {
  pay: `Was the first payment of this order authorised? ${LOOK_IT_UP} ${NO_ANSWER}`,
  confirm: `Was the authorised payment of this order captured? If not, it is captured now. ${LOOK_IT_UP} ${NO_ANSWER}`,
  undo: `Was the authorised payment of this order released? If not, it is released now. ${LOOK_IT_UP} ${NO_ANSWER}`,
  refund: `Was the money of this refund given back? ${LOOK_IT_UP} ${NO_ANSWER}`,
  activate: `Is the schedule of this order active? Look it up in the vendor portal. ${NO_ANSWER}`,
};

/** What a person is asked about a call. */
export function personNeeded(
  call: OpenCall,
  problem: { code: string; message: string },
): Omit<PersonNeeded, 'since'> {
  const { kind } = call;
  if (kind === 'create' || kind === 'begin_refund') return movesNoMoney(kind, call, problem);
  return {
    reason: problem.code,
    findOut: CALL_QUESTIONS[kind],
    decisions: ['happened', 'did_not_happen', 'ask_again'],
  };
}

const TRIED = {
  create: { times: 'creates', findOut: 'Is it reachable, are the credentials right?' },
  begin_refund: {
    times: 'begins of a refund',
    findOut: 'Is it reachable, do our doors take its posts, and can the payment still be refunded?',
  },
} as const;

function movesNoMoney(
  kind: keyof typeof TRIED,
  { notDelivered, possiblyDelivered }: OpenCall,
  { code, message }: { code: string; message: string },
): Omit<PersonNeeded, 'since'> {
  const { times, findOut } = TRIED[kind];
  const tried = String(notDelivered + possiblyDelivered);
  return {
    reason: code,
    findOut: `${message}; ${tried} ${times} came to nothing, no money has moved. ${findOut}`,
    decisions: ['ask_again', 'did_not_happen'],
  };
}
