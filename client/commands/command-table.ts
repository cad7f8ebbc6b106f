import { randomUUID } from 'node:crypto';
import {
  acknowledgeCommandSchema,
  cancelCommandSchema,
  changeAmountCommandSchema,
  changeCardCommandSchema,
  changeInstallmentsCommandSchema,
  changeNextDateCommandSchema,
  confirmationCommandSchema,
  plainCommandSchema,
  refundCommandSchema,
  resolveCommandSchema,
  resumeCommandSchema,
} from '../../contract/commands';
import {
  acknowledgeUpdate,
  CHANGE_UPDATES,
  confirmUpdate,
  refundUpdate,
  resolveUpdate,
  retireUpdate,
  undoUpdate,
} from '../../contract/messages';
import type {
  AcknowledgeRequest,
  CancelRequest,
  ChangeAmountRequest,
  ChangeCardRequest,
  ChangeInstallmentsRequest,
  ChangeNextDateRequest,
  ConfirmationRequest,
  PlainRequest,
  RefundRequest,
  ResolveRequest,
  ResumeRequest,
} from './requests';

/** What each command is asked for with. */
export interface CommandRequests {
  confirm: ConfirmationRequest;
  undo: ConfirmationRequest;
  resolve: ResolveRequest;
  acknowledge: AcknowledgeRequest;
  pause: PlainRequest;
  resume: ResumeRequest;
  cancel: CancelRequest;
  uncancel: PlainRequest;
  changeAmount: ChangeAmountRequest;
  changeNextDate: ChangeNextDateRequest;
  changeCard: ChangeCardRequest;
  changeInstallments: ChangeInstallmentsRequest;
  refund: RefundRequest;
  retire: PlainRequest;
}

/** The commands that a subscription takes. */
export type CommandKind = keyof CommandRequests;

/** The Update of each command, and the schema of its argument. */
export const COMMANDS = {
  confirm: { update: confirmUpdate, schema: confirmationCommandSchema },
  undo: { update: undoUpdate, schema: confirmationCommandSchema },
  resolve: { update: resolveUpdate, schema: resolveCommandSchema },
  acknowledge: { update: acknowledgeUpdate, schema: acknowledgeCommandSchema },
  pause: { update: CHANGE_UPDATES.pause, schema: plainCommandSchema },
  resume: { update: CHANGE_UPDATES.resume, schema: resumeCommandSchema },
  cancel: { update: CHANGE_UPDATES.cancel, schema: cancelCommandSchema },
  uncancel: { update: CHANGE_UPDATES.uncancel, schema: plainCommandSchema },
  changeAmount: { update: CHANGE_UPDATES.changeAmount, schema: changeAmountCommandSchema },
  changeNextDate: { update: CHANGE_UPDATES.changeNextDate, schema: changeNextDateCommandSchema },
  changeCard: { update: CHANGE_UPDATES.changeCard, schema: changeCardCommandSchema },
  changeInstallments: { update: CHANGE_UPDATES.changeInstallments, schema: changeInstallmentsCommandSchema },
  refund: { update: refundUpdate, schema: refundCommandSchema },
  retire: { update: retireUpdate, schema: plainCommandSchema },
} as const satisfies Record<CommandKind, unknown>;

/** A subscription takes these once in its life: whoever sends one again means the same one. */
const ONCE: readonly CommandKind[] = ['confirm', 'undo'];

/** The update id of a command that came without one. */
export const defaultUpdateId = (kind: CommandKind): string =>
  ONCE.includes(kind) ? kind : `${kind}-${randomUUID()}`;
