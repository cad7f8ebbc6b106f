/** Codes of what keeps histories from being recorded or replayed; each has its anchor in docs/errors.md. */
export const HISTORY_ERRORS = {
  /** The command line is not valid. */
  usage: 'invalid_usage',
  /** There is no story of that name. */
  unknownStory: 'unknown_story',
  /** A recorded history would be overwritten. */
  recordingExists: 'recording_exists',
  /** A file is not a history in JSON. */
  unreadableHistory: 'unreadable_history',
  /** A file that should be written exists already, or its folder does not. */
  cannotSave: 'cannot_save_history',
} as const;

export type HistoryErrorCode = (typeof HISTORY_ERRORS)[keyof typeof HISTORY_ERRORS];

/** What keeps a history command from its work. Never repeats what a history holds. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly code: HistoryErrorCode;
  readonly nextStep: string;

  constructor(code: HistoryErrorCode, message: string, nextStep: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.nextStep = nextStep;
  }
}
