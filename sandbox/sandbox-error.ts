/** What can go wrong with the sandbox itself (never with the simulated gateway, which answers in its own codes). */
export type SandboxErrorCode =
  | 'sandbox_port_in_use'
  | 'sandbox_listen_failed'
  | 'sandbox_clock_backwards'
  | 'sandbox_advance_too_far'
  | 'sandbox_invalid_time'
  | 'sandbox_card_unknown'
  | 'sandbox_schedule_unknown'
  | 'sandbox_transaction_unknown'
  | 'sandbox_state_forbids'
  | 'sandbox_invalid_fault'
  | 'sandbox_invalid_option'
  | 'sandbox_control_request'
  | 'sandbox_control_unreachable';

/** An error of the sandbox: a stable code, and a message that names the field and the next step. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string) {
    super(message);
    this.name = 'SandboxError';
    this.code = code;
  }
}
