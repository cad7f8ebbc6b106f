import { join } from 'node:path';
import { HISTORIES_FOLDER, recordedFiles, type RecordedFile } from '../../../scripts/histories/folder';
import type { RunHistory } from '../../../scripts/histories/download-runs';
import { readHistoryFile } from '../../../scripts/histories/read-history-file';

/** A recorded history with the name it is kept under. */
export interface Recorded extends RunHistory {
  file: RecordedFile;
}

/** Every recorded history. */
export const recordedHistories = (): Recorded[] =>
  recordedFiles().map((file) => ({ ...readHistoryFile(join(HISTORIES_FOLDER, file.fileName)), file }));

/** The states that a history shows, in order: what its search attributes said, from the start on. */
export function statesOf({ history }: RunHistory): string[] {
  return (history.events ?? []).flatMap((event) => {
    const { searchAttributes } =
      event.upsertWorkflowSearchAttributesEventAttributes ??
      event.workflowExecutionStartedEventAttributes ??
      {};
    const fields = searchAttributes?.indexedFields;
    const data = fields?.['CaratState']?.data;
    return data === undefined || data === null ? [] : [JSON.parse(Buffer.from(data).toString()) as string];
  });
}
