import type { CallKind } from '../../../domain/calls/call';

/** Each call, as a thing. */
export const CALLS: Readonly<Record<CallKind, string>> = {
  create: 'a criação',
  pay: 'o pagamento',
  activate: 'a ativação',
  confirm: 'a confirmação',
  undo: 'o desfazimento',
  begin_refund: 'o início da devolução',
  refund: 'a devolução',
};
