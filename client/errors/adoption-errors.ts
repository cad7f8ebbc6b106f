import type { AdoptionPreview } from '../../contract/adoption';
import { CaratSubscriptionsError } from './error-base';
import { CLIENT_ERRORS } from './codes';
import { safeText } from './safe-text';
import { ownEntry } from '../own-entry';

type Misfits = AdoptionPreview['misfits'];

/** What to do about each reason. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  schedule_unknown: 'Check the SID and the merchant: a SID is known only in the store that created it.',
  status_not_adoptable:
    'Only ATV and INA can be adopted. What has ended, or was never activated, needs a new subscription.',
  already_followed: 'Use the subscription that follows it, or retire that one first.',
  terms_differ:
    'Mend the terms as sold, with nextDate (--next-date) where the next charge was moved; or say which hold: ifTermsDiffer sold_holds or gateway_holds (--if-terms-differ).',
  history_too_long: 'Such a schedule cannot be followed; let it run out and start a new subscription.',
};

/** What to do about a refusal. */
export const nextStepAfter = (reason: string): string =>
  ownEntry(NEXT_STEPS, reason) ?? 'Look the reason up in docs/adopting.md.';

/** The schedule was not adopted. Nothing changed at the gateway, and the order id is free for another attempt. */
export class AdoptionRefusedError extends CaratSubscriptionsError {
  /** Why, e.g. `terms_differ`. */
  readonly reason: string;
  /** The fields in which the terms differ, with both values in words. */
  readonly misfits: Misfits;

  constructor(workflowId: string, parts: { reason: string; what: string; misfits?: Misfits | undefined }) {
    const { reason, what, misfits = [] } = parts;
    const message = `${workflowId} does not adopt the schedule, ${reason}: ${safeText(what)}`;
    super({ code: CLIENT_ERRORS.adoptionRefused, message, nextStep: nextStepAfter(reason) });
    this.reason = reason;
    this.misfits = misfits;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason, misfits: this.misfits };
  }
}

/** A dry run could not learn what the schedule is. Nothing is changed by asking again. */
export class AdoptionNotKnownError extends CaratSubscriptionsError {
  /** What was met instead of an answer, e.g. `gateway_silent`. */
  readonly reason: string;

  constructor(workflowId: string, { reason = 'no_answer', what }: Pick<AdoptionPreview, 'reason' | 'what'>) {
    const message = `what ${workflowId} would come to is not known, ${safeText(reason)}: ${safeText(what)}`;
    const nextStep = 'Ask again: a dry run changes nothing.';
    super({ code: CLIENT_ERRORS.adoptionNotKnown, message, nextStep });
    this.reason = reason;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }
}
