import { CLIENT_ERRORS } from './codes';
import { CaratSubscriptionsError } from './error-base';
import { ownEntry } from '../own-entry';

/** Why a command came to nothing. */
export interface CommandProblem {
  /** The gateway's own code, or one of ours (docs/errors.md#command_not_carried_out). */
  code: string;
  message: string;
}

/** The command was taken and came to nothing: the gateway refused it, or it is out of date. Nothing of it is tried any more. */
export class CommandNotCarriedOutError extends CaratSubscriptionsError {
  readonly problem: CommandProblem;
  /** Under this id the command is over: the same answer comes again. Another try needs another id. */
  readonly updateId: string;

  constructor(
    { workflowId, kind, updateId }: { workflowId: string; kind: string; updateId: string },
    problem: CommandProblem,
    cause?: unknown,
  ) {
    const message = `${workflowId}: ${kind} was not carried out: ${problem.code}, ${problem.message}`;
    const ofKind = kind === 'refund' ? ownEntry(NEXT_STEPS_OF_REFUND, problem.code) : undefined;
    const nextStep = ofKind ?? ownEntry(NEXT_STEPS, problem.code) ?? MEND_AND_SEND;
    super({ code: CLIENT_ERRORS.commandNotCarriedOut, message, nextStep, cause });
    this.problem = problem;
    this.updateId = updateId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), problem: this.problem, updateId: this.updateId };
  }
}

const MEND_AND_SEND =
  "Mend what the gateway's code names (docs/gateway.md §10) and send the command again, under another update id.";

/** What to do where the code is one of ours. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  date_passed: 'Send it again with a later date, under another update id.',
  card_reference_expired: 'Take the card in again and send the command with its new reference.',
  edit_differs:
    'Look the schedule up in the portal: somebody may have changed it meanwhile. Then send the command again, under another update id.',
  gave_up:
    'Look at the last error of the subscription. Once it is mended, send the command again, under another update id.',
  overtaken: 'Nothing to do if the cancellation is meant. Else take it back and send the command again.',
  taken_back: 'Nothing to do: somebody took it back before it was set.',
  not_refundable: 'Look at the charge: somebody may have given it back in the portal.',
  less_is_left: 'Look how much is left of the charge, and send it again with that, under another update id.',
  usn_unknown: 'Refund the charge in the vendor portal.',
  no_charge: 'Refund the charge in the vendor portal.',
  schedule_over: 'Nothing to do at the gateway: it charges this schedule no more.',
  subscription_ended: 'Look at the subscription: it says how it ended, and it takes no command any more.',
};

const WITH_CARD =
  'The acquirer wants the card that was charged: send it again with `card` (--card-token or --vault-ref), under another update id.';

/** What the gateway's code says of a refund (docs/gateway.md §8). */
const NEXT_STEPS_OF_REFUND: Readonly<Record<string, string>> = {
  10: WITH_CARD,
  11: WITH_CARD,
  301: 'That is not the card that was charged. Send it again with the right `card` (--card-token or --vault-ref), under another update id.',
};
