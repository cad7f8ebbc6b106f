import { readFileSync, statSync } from 'node:fs';
import type { RunHistory } from './download-runs';
import { HISTORY_ERRORS, HistoryError } from './errors';
import { historyFromJson } from './history-json';
import { HISTORY_LIMITS } from './limits';

/**
 * Reads the history of one run from a file: as recorded here, or as `temporal workflow show -o json` and the Web UI give it.
 *
 * @throws HistoryError unreadable_history
 */
export function readHistoryFile(file: string): RunHistory {
  try {
    if (statSync(file).size > HISTORY_LIMITS.fileBytes) throw new Error('too long');
    const history = historyFromJson(JSON.parse(readFileSync(file, 'utf8')));
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    const workflowId = started?.workflowId ?? '';
    const runId = started?.originalExecutionRunId ?? '';
    if (workflowId === '' || runId === '') throw new Error('it does not begin with the start of a workflow');
    return { workflowId, runId, history };
  } catch (cause) {
    // The parser's own message may quote the file.
    throw new HistoryError(
      HISTORY_ERRORS.unreadableHistory,
      `${file} is not the history of one run in JSON`,
      'Give a file of `npm run replay -- … --save`, of `temporal workflow show -o json`, or a download of the Web UI.',
      cause,
    );
  }
}
