import { statSync } from 'node:fs';
import { InvalidSettingsError } from './errors/subscription-errors';

/** The variables of Temporal that name a file. */
const FILES = [
  'TEMPORAL_CONFIG_FILE',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
] as const;

/**
 * Looks at what the settings name before it is opened: a pipe or a device would hang the process that reads it. A file that
 * is not there is for the reader to tell.
 *
 * @throws InvalidSettingsError naming the variable
 */
export function checkSettingFiles(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of FILES) {
    const path = env[name];
    if (path !== undefined && path !== '' && !isFile(path)) {
      throw new InvalidSettingsError(`${name} does not lead to a file`);
    }
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    // What cannot even be looked at cannot be opened either: the reader says why.
    return true;
  }
}
