import { CaratSubscriptionsError } from '../error-base';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes';
import { plain } from './text';

/** What goes to standard error, and how the program ends. */
export interface ErrorReport {
  text: string;
  exitCode: ExitCode;
}

/** Describes an error for a person, or as one JSON document `{"error": {...}}`. */
export function reportOf(error: unknown, json: boolean): ErrorReport {
  if (!(error instanceof CaratSubscriptionsError)) return unforeseen(error, json);
  const exitCode = exitCodeOf(error.code);
  if (json) return { text: JSON.stringify({ error }, undefined, 2), exitCode };
  const { code, message, nextStep, docsUrl } = error;
  const lines = [`error ${code}: ${plain(message)}`, `  next: ${plain(nextStep)}`, `  more: ${docsUrl}`];
  return { text: lines.join('\n'), exitCode };
}

/** A fault of the program itself: its name and place, not its message, which may hold anything. */
function unforeseen(error: unknown, json: boolean): ErrorReport {
  const name = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? (/\n\s+at (.+)/.exec(error.stack ?? '')?.[1] ?? '') : '';
  const message = `unforeseen ${name} ${place}`.trim();
  const parts = {
    code: 'unforeseen',
    message,
    nextStep: 'This is a fault of the program; please report it.',
  };
  const text = json ? JSON.stringify({ error: parts }, undefined, 2) : `error unforeseen: ${plain(message)}`;
  return { text, exitCode: EXIT.refused };
}
