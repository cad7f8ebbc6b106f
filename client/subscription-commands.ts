import type { CommandAnswer } from '../contract/commands';
import type { TemporalAccess } from './access';
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
} from './commands/requests';
import { sendCommand } from './commands/send-command';
import type { SubscriptionRef } from './reference';

/**
 * What a named person, or the billing system, asks of a subscription. Every answer says honestly what is so; a repetition with the same
 * `updateId` has no second effect, and hears what is known by then.
 */
export class SubscriptionCommands {
  protected readonly access: TemporalAccess;

  protected constructor(access: TemporalAccess) {
    this.access = access;
  }

  /**
   * Captures a payment that awaits confirmation. The answer's `result` says what became of it: `carried_out`, `accepted`
   * when it could not be sent yet and goes on, `in_doubt` when the gateway is being asked. Repeating it has no second effect,
   * and is answered from what is known by then.
   *
   * @throws InvalidCommandError, CommandNotAllowedError, CommandOutcomePendingError, CommandFailedError, NoWorkerError
   */
  async confirm(ref: SubscriptionRef, request: ConfirmationRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'confirm', request);
  }

  /** Releases a payment that awaits confirmation; the subscription ends as `undone`. Repeats and errors as `confirm`. */
  async undo(ref: SubscriptionRef, request: ConfirmationRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'undo', request);
  }

  /** A named person decides about a blocked subscription. To repeat one after a lost reply, give its update id. */
  async resolve(ref: SubscriptionRef, request: ResolveRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'resolve', request);
  }

  /**
   * A named person gives up a start of which provably nothing was paid: while it is being created, or while its payment or activation never
   * left. It ends as `cancelled`. Refused once something may have arrived.
   */
  async giveUp(ref: SubscriptionRef, request: ConfirmationRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'resolve', { ...request, decision: 'did_not_happen' });
  }

  /**
   * A named person takes attention flags off that would stay up for good, such as `cycle_missed`. They come back when it
   * happens again. Repeats and errors as `resolve`.
   */
  async acknowledge(ref: SubscriptionRef, request: AcknowledgeRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'acknowledge', request);
  }

  /**
   * Nothing is charged until it is resumed. Like every change of a running schedule it is one edit at the gateway
   * (docs/gateway.md §7); edits go one after another, in the order in which they were asked for. Its answer says `carried_out` once
   * the schedule shows it, `accepted` when it waits for its turn or goes on by itself, `in_doubt` when it was sent and the schedule is
   * being asked. To hear how it went on, repeat it with the same `updateId`: that has no second effect.
   *
   * @throws InvalidCommandError, CommandNotAllowedError (nothing was written down), CommandNotCarriedOutError (it was taken and came to
   * nothing, with the gateway's code), CommandOutcomePendingError, NoWorkerError
   */
  async pause(ref: SubscriptionRef, request: PlainRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'pause', request);
  }

  /**
   * It is charged again: from `nextDate` on (`YYYY-MM-DD` in São Paulo, after today), or else from the next date of its rhythm.
   * Never for the past, unless `chargeMissed: true` asks for one charge tomorrow. Answers and errors as `pause`.
   */
  async resume(ref: SubscriptionRef, request: ResumeRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'resume', request);
  }

  /**
   * Nothing is charged any more, from the moment this is accepted. It overtakes every change that has not been sent. The subscription
   * is `cancelling`, and ends as `cancelled` after the date on which it would have been charged. With `when: 'period_end'` the view's
   * `cancellation.accessUntil` says until when what was paid for goes on. It is tried until the gateway has stopped. Answers
   * and errors as `pause`.
   */
  async cancel(ref: SubscriptionRef, request: CancelRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'cancel', request);
  }

  /**
   * Takes a cancellation back while the subscription is `cancelling`. Nothing is charged twice by it, and what was paused before is
   * paused again. Answers and errors as `pause`.
   */
  async uncancel(ref: SubscriptionRef, request: PlainRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'uncancel', request);
  }

  /** Every charge from now on is of `amountCents`, integer cents: 4990 is R$ 49,90. Answers and errors as `pause`. */
  async changeAmount(ref: SubscriptionRef, request: ChangeAmountRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'changeAmount', request);
  }

  /**
   * The next charge comes on `nextDate` (`YYYY-MM-DD` in São Paulo, after today, within 24 months), and the later ones follow it.
   * A date that has passed by the time of its edit is never set. Answers and errors as `pause`.
   */
  async changeNextDate(ref: SubscriptionRef, request: ChangeNextDateRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'changeNextDate', request);
  }

  /**
   * Every charge from now on goes to another card, by reference: `{ kind: 'carat_token', token }` of a card that the gateway stores, or
   * `{ kind: 'vault', reference }`. No query shows the card, so that the gateway's answer decides. Answers and errors as `pause`.
   */
  async changeCard(ref: SubscriptionRef, request: ChangeCardRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'changeCard', request);
  }

  /** Every charge from now on is split into `installments`, 1–99. No query shows them. Answers and errors as `pause`. */
  async changeInstallments(ref: SubscriptionRef, request: ChangeInstallmentsRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'changeInstallments', request);
  }

  /**
   * Gives money of one charge back: all that is left of it, or `amountCents`, integer cents. The charge is named by its NIT, or by the
   * number of the cycle that it paid; the immediate payment is no cycle. It goes on beside everything else, and nothing else waits for it.
   * The answer says `carried_out` once the gateway confirms the refund. Answers and errors as `pause`.
   */
  async refund(ref: SubscriptionRef, request: RefundRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'refund', request);
  }

  /**
   * Ends our side at once as `retired`: somebody else follows the schedule from now on. **Nothing changes at the gateway, which goes
   * on charging.** Refused while it is not known what became of a call.
   *
   * @throws InvalidCommandError, CommandNotAllowedError, CommandOutcomePendingError, NoWorkerError
   */
  async retire(ref: SubscriptionRef, request: PlainRequest): Promise<CommandAnswer> {
    return sendCommand(this.access, ref, 'retire', request);
  }
}
