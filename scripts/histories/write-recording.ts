import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HISTORIES_FOLDER, recordedFiles } from './folder';
import { formatHistoryName } from './history-name';

/** Writes the runs of one recording, in place of what there was of this path and version. Returns the file names. */
export function writeRecording(
  path: string,
  version: string | undefined,
  texts: readonly string[],
  folder = HISTORIES_FOLDER,
): string[] {
  const before = recordedFiles(folder).filter((file) => file.path === path && file.version === version);
  for (const { fileName } of before) rmSync(join(folder, fileName));
  return texts.map((text, index) => {
    const fileName = formatHistoryName({
      path,
      ...(version === undefined ? {} : { version }),
      ...(texts.length === 1 ? {} : { run: index + 1 }),
    });
    writeFileSync(join(folder, fileName), text);
    return fileName;
  });
}
