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
} from '../../contract/commands';

/** How a command is sent. */
export interface CommandOptions {
  /**
   * Under one id a command of a kind takes effect once, however often it is sent, and whatever else it says: another change needs another id. It is known while the last 250 are that ended. An answer that was not the last word, `in_doubt` or
   * `accepted`, is given from what is known by then.
   *
   * @default `confirm` and `undo` for these, as a subscription takes each once; a random one for the others
   */
  updateId?: string;
  /**
   * Longest wait for the answer, milliseconds. The gateway alone may take 60 s (docs/gateway.md §12).
   *
   * @default 90000
   */
  timeoutMs?: number;
}

/** Who confirms or undoes, and why. */
export interface ConfirmationRequest extends ConfirmationCommand, CommandOptions {}
/** What a person found out about a blocked subscription. */
export interface ResolveRequest extends ResolveCommand, CommandOptions {}
/** Flags that a person has looked after. */
export interface AcknowledgeRequest extends AcknowledgeCommand, CommandOptions {}

/** Who pauses, takes a cancellation back or retires, and why. */
export interface PlainRequest extends PlainCommand, CommandOptions {}
/** From when on it is charged again. */
export interface ResumeRequest extends ResumeCommand, CommandOptions {}
/** Until when what was paid for goes on. */
export interface CancelRequest extends Omit<CancelCommand, 'when'>, CommandOptions {
  /**
   * Nothing is charged any more in either case. `period_end`: what was paid for goes on until the next due date.
   *
   * @default `now`
   */
  when?: CancelCommand['when'];
}
/** The amount of every charge from now on, integer cents. */
export interface ChangeAmountRequest extends ChangeAmountCommand, CommandOptions {}
/** The date of the next charge, `YYYY-MM-DD` in São Paulo. */
export interface ChangeNextDateRequest extends ChangeNextDateCommand, CommandOptions {}
/**
 * A reference to the card of every charge from now on: `{ kind: 'carat_token', token }` of a card that the gateway stores, or
 * `{ kind: 'vault', reference }`.
 */
export interface ChangeCardRequest extends ChangeCardCommand, CommandOptions {}
/**
 * Which charge goes back, by its NIT or by the number of the cycle that it paid (the immediate payment is no cycle), and how much of it.
 * The answer says `carried_out` once the gateway confirms the refund; nothing else waits for it.
 */
export interface RefundRequest extends RefundCommand, CommandOptions {}
/** The installments of each charge from now on. */
export interface ChangeInstallmentsRequest extends ChangeInstallmentsCommand, CommandOptions {}
