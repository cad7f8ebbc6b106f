import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseHistoryName, type HistoryName } from './history-name';

/** A recorded history in the folder. */
export interface RecordedFile extends HistoryName {
  fileName: string;
}

/** Where recorded histories are kept. */
export const HISTORIES_FOLDER = join(__dirname, '../../test/histories');

/** The recorded histories of a folder, by name. */
export function recordedFiles(folder = HISTORIES_FOLDER): RecordedFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((fileName) => {
      const name = parseHistoryName(fileName);
      return name === undefined ? [] : [{ ...name, fileName }];
    });
}
