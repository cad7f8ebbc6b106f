import type { CommandAnswer } from '../../../contract/commands';
import type { PreviewedKind } from '../../../domain/subscription/preview';

/** Where a subscription stands after a command. */
export interface Standing {
  subscription: string;
  /** What is not done yet has changed nothing: "now" would be read as what came of it. */
  isDone: boolean;
  /** In the words of the language, and by its code. */
  state: string;
  code: string;
  /** Statuses of the gateway, by its codes. */
  payment?: string | undefined;
  schedule?: string | undefined;
  since?: string | undefined;
}

/** What is known of a subscription after a change, as far as an answer tells it. */
export interface AfterChange {
  /** A date that was missed is charged. */
  chargesMissed: boolean;
  isPaused: boolean;
  /** Neither cancelled nor paused. */
  goesOn: boolean;
  accessUntil?: string | undefined;
  /** What went back now, and in all. */
  back?: string | undefined;
  refunded?: string | undefined;
  sid?: string | undefined;
}

type ByResult = Readonly<Record<CommandAnswer['result'], string>>;

/** What commands answer, in one language. */
export interface AnswerWords {
  started: (subscription: string) => string;
  startedBefore: (subscription: string) => string;
  /** Names of the rows below an answer. */
  rows: Readonly<
    Record<'workflow' | 'run' | 'look' | 'mind' | 'sets' | 'calls' | 'waitsFor' | 'nextCharges', string>
  >;
  standing: (standing: Standing) => string;
  /** What a command says that is not done yet, behind where the subscription stands. */
  goesOn: ByResult;
  /** The same of a decision; repeated, it would be another one. */
  decisionGoesOn: ByResult;
  /** The same of a change, in a sentence of its own. */
  changeGoesOn: Readonly<Record<Exclude<CommandAnswer['result'], 'carried_out'>, string>>;
  /** What holds while a change goes on. */
  meanwhile: Readonly<Record<PreviewedKind, string>>;
  /** What happens next once a change is carried out. */
  done: Readonly<Record<PreviewedKind, (after: AfterChange) => string>>;
  /** Flags that were taken off. */
  takenOff: (flags: string) => string;
  nextCharge: (amount: string | undefined, date: string) => string;
  /** The command that takes a cancellation back follows. */
  takingBack: string;

  /** Of a dry run. */
  /** That it would be followed no more, as the workflow says it. */
  retiring: (what: string) => string;
  /** What would be set, as the workflow says it. */
  sets: (what: string) => string;
  wouldBeRefused: (why: string) => string;
  nothingSent: string;
  leaveDryRunOut: string;
  chargeOn: (amount: string, date: string) => string;
  none: string;
  cardWanted: string;
}
