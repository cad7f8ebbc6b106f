import type {
  AcknowledgeCommand,
  CancelCommand,
  ChangeAmountCommand,
  ChangeCardCommand,
  ChangeInstallmentsCommand,
  ChangeNextDateCommand,
  ConfirmationCommand,
  PlainCommand,
  RefundCommand,
  ResolveCommand,
  ResumeCommand,
} from '../commands';
import { checkMessage, type Checked } from './check-message';

/** Checks the argument of `confirm` and `undo`, as `confirmationCommandSchema` does. */
export const checkConfirmationCommand = (command: unknown): Checked<ConfirmationCommand> =>
  checkMessage('confirmation', command);

/** Checks the argument of `resolve`, as `resolveCommandSchema` does. */
export const checkResolveCommand = (command: unknown): Checked<ResolveCommand> =>
  checkMessage('resolve', command);

/** Checks the argument of `acknowledge`, as `acknowledgeCommandSchema` does. */
export const checkAcknowledgeCommand = (command: unknown): Checked<AcknowledgeCommand> =>
  checkMessage('acknowledge', command);

/** Checks the argument of `pause`, `uncancel` and `retire`, as `plainCommandSchema` does. */
export const checkPlainCommand = (command: unknown): Checked<PlainCommand> => checkMessage('plain', command);

/** Checks the argument of `refund`, as `refundCommandSchema` does. */
export const checkRefundCommand = (command: unknown): Checked<RefundCommand> =>
  checkMessage('refund', command);

/** Checks the arguments of the Updates that change a running schedule, each as its schema does. */
export const CHANGE_CHECKS = {
  pause: checkPlainCommand,
  resume: (command: unknown): Checked<ResumeCommand> => checkMessage('resume', command),
  cancel: (command: unknown): Checked<CancelCommand> => checkMessage('cancel', command),
  uncancel: checkPlainCommand,
  changeAmount: (command: unknown): Checked<ChangeAmountCommand> => checkMessage('changeAmount', command),
  changeNextDate: (command: unknown): Checked<ChangeNextDateCommand> =>
    checkMessage('changeNextDate', command),
  changeCard: (command: unknown): Checked<ChangeCardCommand> => checkMessage('changeCard', command),
  changeInstallments: (command: unknown): Checked<ChangeInstallmentsCommand> =>
    checkMessage('changeInstallments', command),
} as const;
