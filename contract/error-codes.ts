/** Codes of the failures that a workflow gives to its callers; each has its anchor in docs/errors.md. */
export const WORKFLOW_ERRORS = {
  /** The input of a start is not valid; the message names each field. No activity has run. */
  invalidInput: 'invalid_input',
  /** The workflow id is not the one derived from merchant and order id. */
  workflowIdMismatch: 'workflow_id_mismatch',
  /** The argument of a command is not valid; the message names each field. */
  invalidCommand: 'invalid_command',
  /** The state of the subscription forbids the command; nothing was changed. */
  commandNotAllowed: 'command_not_allowed',
  /** The command was taken, and came to nothing; the message says why, with the gateway's code where it has one. */
  commandFailed: 'command_not_carried_out',
  /** The gateway asks about an edit or a refund that the subscription has not begun; nothing was changed. */
  authenticityNotExpected: 'authenticity_not_expected',
} as const;

export type WorkflowErrorCode = (typeof WORKFLOW_ERRORS)[keyof typeof WORKFLOW_ERRORS];
