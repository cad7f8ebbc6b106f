import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What an executable's file name ends with on this platform. */
export const exeSuffix = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds a program on PATH, as the shell would.
 * @param {string} name without suffix
 * @returns {string | undefined} its path
 */
export function findOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name + exeSuffix))
    .find(isExecutable);
}

/**
 * @param {string} path
 * @returns {boolean} whether it is a file that may be run
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
