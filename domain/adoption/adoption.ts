import type { IsoDate, IsoInstant } from '../calendar';
import { isSameId, type Nit } from '../ids';

/** Which terms hold where those that were sold are not those that the gateway keeps. */
export const TERMS_CHOICES = [
  /** None: it is not adopted, and the differences are named. */
  'refuse',
  /** Those that were sold. Each difference is flagged until a person has looked after it. */
  'sold_holds',
  /** Those that the gateway keeps, as if they had been sold. */
  'gateway_holds',
] as const;
export type TermsChoice = (typeof TERMS_CHOICES)[number];

/** Why a schedule is not adopted. */
export const ADOPTION_REFUSALS = [
  /** The gateway knows no such schedule of this store. */
  'schedule_unknown',
  /** Its status is neither ATV nor INA. */
  'status_not_adoptable',
  /** Another subscription of ours follows it. */
  'already_followed',
  /** What was sold is not what the gateway keeps, and nobody said which holds. */
  'terms_differ',
  /** It has had more executions than we keep apart. */
  'history_too_long',
] as const;
export type AdoptionRefusal = (typeof ADOPTION_REFUSALS)[number];

/** A field of the terms that the gateway keeps otherwise, with both values in words. */
export interface Misfit {
  field: 'amountCents' | 'firstDate' | 'nextDate' | 'numberOfTimes' | 'intervalMonths';
  what: string;
}

/** What had been executed before we followed the schedule. It is history: never asked for, never in our ledger. */
export interface Before {
  /** The gateway's counter. */
  executions: number;
  /** NITs of the executions, as the gateway listed them. */
  nits: Nit[];
  /** The due date before our first one, by the rhythm; none when nothing had been tried. */
  lastDueDate?: IsoDate;
}

/** An existing schedule of the gateway that is taken over. */
export interface Adoption {
  /** When it was made sure that no other subscription of ours follows the schedule. */
  claimedAtMs?: number;
  before?: Before;
  /** Where the terms differed, and which hold then. */
  misfits?: Misfit[];
  refused?: { reason: AdoptionRefusal; what: string; at: IsoInstant };
}

/** Whether a NIT is one of an execution from before. */
export const isFromBefore = (adoption: Adoption | undefined, nit: string): boolean =>
  adoption?.before?.nits.some((known) => isSameId(known, nit)) === true;
