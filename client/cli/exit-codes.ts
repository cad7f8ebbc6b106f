import type { ClientErrorCode } from '../errors/codes';

/** How the command line ends; scripts may rely on these. */
export const EXIT = {
  ok: 0,
  /** The operation was refused or failed. */
  refused: 1,
  /** The command line, the input or the settings are not valid; nothing was sent. */
  usage: 2,
  notFound: 3,
  /** Temporal cannot be reached, or no worker answers. */
  unavailable: 4,
  /** Not done or not known yet: the wait ran out, a command goes on by itself, or a start waits for a person. */
  pending: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_CODES: Readonly<Record<ClientErrorCode, ExitCode>> = {
  invalid_input: EXIT.usage,
  invalid_command: EXIT.usage,
  invalid_request: EXIT.usage,
  invalid_settings: EXIT.usage,
  invalid_usage: EXIT.usage,
  subscription_not_found: EXIT.notFound,
  namespace_not_found: EXIT.notFound,
  subscription_exists_with_different_content: EXIT.refused,
  merchant_not_served: EXIT.refused,
  attempt_refused: EXIT.refused,
  similar_start: EXIT.refused,
  start_not_successful: EXIT.refused,
  adoption_refused: EXIT.refused,
  adoption_not_known: EXIT.pending,
  command_not_allowed: EXIT.refused,
  command_not_carried_out: EXIT.refused,
  command_failed: EXIT.refused,
  workflow_failed: EXIT.refused,
  state_unreachable: EXIT.refused,
  workflow_stuck: EXIT.refused,
  permission_denied: EXIT.refused,
  search_attributes_missing: EXIT.refused,
  unexpected_answer: EXIT.refused,
  invalid_webhook: EXIT.refused,
  event_not_delivered: EXIT.refused,
  client_closed: EXIT.refused,
  not_a_development_stack: EXIT.refused,
  rehearsal_refused: EXIT.refused,
  unforeseen: EXIT.refused,
  no_worker: EXIT.unavailable,
  temporal_unreachable: EXIT.unavailable,
  command_outcome_pending: EXIT.pending,
  wait_timed_out: EXIT.pending,
};

/** The exit code of an error. */
export const exitCodeOf = (code: ClientErrorCode): ExitCode => EXIT_CODES[code];

/** The exit codes as the help shows them. */
export const EXIT_HELP = `
Exit codes
  0  done
  1  refused or failed
  2  the command line, the input or the settings are not valid; nothing was sent
  3  no such subscription or namespace
  4  Temporal cannot be reached, or no worker answers
  5  not done or not known yet: the wait ran out, the command goes on by
     itself (accepted, in_doubt), or the start is blocked`;
