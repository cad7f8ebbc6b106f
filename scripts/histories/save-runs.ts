import { writeFileSync } from 'node:fs';
import type { RunHistory } from './download-runs';
import { HISTORY_ERRORS, HistoryError } from './errors';
import { historyText } from './history-text';

/**
 * Writes histories as JSON: one run to the file itself, several to `<file>.run-1.json`, `<file>.run-2.json`, … Returns
 * the names.
 *
 * @throws HistoryError cannot_save_history, also when a file exists already
 */
export function saveRuns(file: string, runs: readonly RunHistory[]): string[] {
  const stem = file.replace(/\.json$/, '');
  return runs.map(({ history }, index) => {
    const name = runs.length === 1 ? file : `${stem}.run-${String(index + 1)}.json`;
    try {
      writeFileSync(name, historyText(history), { flag: 'wx' });
    } catch (cause) {
      const nextStep = 'Give --save a name that does not exist yet, in a folder that does.';
      throw new HistoryError(HISTORY_ERRORS.cannotSave, `${name} cannot be written`, nextStep, cause);
    }
    return name;
  });
}
