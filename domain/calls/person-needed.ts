import { LIMITS } from '../limits';
import type { CallKind, OpenCall, PersonNeeded } from './call';

const LOOK_IT_UP = 'Look it up in the vendor portal or with the acquirer.';

const QUESTIONS: Record<Exclude<CallKind, 'create'>, string> = {
  pay: `Was the first payment of this order authorised? ${LOOK_IT_UP}`,
  confirm: `Was the authorised payment of this order captured? If not, it is captured now. ${LOOK_IT_UP}`,
  undo: `Was the authorised payment of this order released? If not, it is released now. ${LOOK_IT_UP}`,
  activate: 'Is the schedule of this order active? Look it up in the vendor portal.',
};

/** What a person is asked about a call. */
export function personNeeded(
  call: OpenCall,
  problem: { code: string; message: string },
): Omit<PersonNeeded, 'since'> {
  const { kind, notDelivered, possiblyDelivered } = call;
  if (kind === 'create') {
    const creates = String(notDelivered + possiblyDelivered);
    return {
      reason: problem.code,
      findOut: `${problem.message}; ${creates} creates came to nothing, no money has moved. Is it reachable, are the credentials right?`,
      decisions: ['ask_again', 'did_not_happen'],
    };
  }
  const days = String(LIMITS.askForMs / 86_400_000);
  return {
    reason: problem.code,
    findOut: `${QUESTIONS[kind]} The gateway gave no final answer for ${days} days.`,
    decisions: ['happened', 'did_not_happen', 'ask_again'],
  };
}
