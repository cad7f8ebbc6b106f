import type { AcknowledgeCommand, ConfirmationCommand, ResolveCommand } from '../commands';
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
