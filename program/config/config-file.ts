import { dirname, resolve } from 'node:path';
import type { Problem } from '../../contract/problems';
import { LIMITS } from '../limits';
import type { JsonObject } from './json-object';
import { parseJsonObject } from './parse-json';
import { readTextFile } from './text-file';

/** The configuration file as it was found; nothing in it is checked yet. */
export interface ConfigFile {
  content: JsonObject;
  /** Folder that its relative paths start from. */
  folder: string;
  problems: Problem[];
}

/**
 * Reads the file that a variable of the environment names. Without one, or with one that cannot be used, the content is empty.
 *
 * @param variable - that names it
 */
export function readConfigFile(env: NodeJS.ProcessEnv, variable: string): ConfigFile {
  const path = env[variable];
  if (path === undefined || path === '') return { content: {}, folder: process.cwd(), problems: [] };
  const folder = dirname(resolve(path));
  const file = readTextFile(resolve(path), LIMITS.configFileBytesMax);
  const parsed = 'problem' in file ? file : parseJsonObject(file.text);
  if ('problem' in parsed) {
    return { content: {}, folder, problems: [{ field: variable, problem: parsed.problem }] };
  }
  return { content: parsed.content, folder, problems: [] };
}
