/** Every code that the client and the command line give; each has its anchor on the errors page. */
export const CLIENT_ERRORS = {
  invalidInput: 'invalid_input',
  invalidCommand: 'invalid_command',
  invalidRequest: 'invalid_request',
  invalidSettings: 'invalid_settings',
  invalidUsage: 'invalid_usage',
  subscriptionNotFound: 'subscription_not_found',
  subscriptionExists: 'subscription_exists_with_different_content',
  merchantNotServed: 'merchant_not_served',
  similarStart: 'similar_start',
  startNotSuccessful: 'start_not_successful',
  adoptionRefused: 'adoption_refused',
  adoptionNotKnown: 'adoption_not_known',
  commandNotAllowed: 'command_not_allowed',
  commandNotCarriedOut: 'command_not_carried_out',
  commandFailed: 'command_failed',
  commandOutcomePending: 'command_outcome_pending',
  workflowFailed: 'workflow_failed',
  stateUnreachable: 'state_unreachable',
  waitTimedOut: 'wait_timed_out',
  noWorker: 'no_worker',
  workflowStuck: 'workflow_stuck',
  temporalUnreachable: 'temporal_unreachable',
  namespaceNotFound: 'namespace_not_found',
  permissionDenied: 'permission_denied',
  searchAttributesMissing: 'search_attributes_missing',
  unexpectedAnswer: 'unexpected_answer',
  /** A fault of the command line itself. */
  unforeseen: 'unforeseen',
} as const;

export type ClientErrorCode = (typeof CLIENT_ERRORS)[keyof typeof CLIENT_ERRORS];
