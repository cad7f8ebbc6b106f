import type { Problem } from '../../../contract/problems';
import { loadConfig } from '../../../worker/config/load-config';
import { InvalidConfigError } from '../../../worker/errors';

/** What is wrong with a configuration; nothing, when it can be used. */
export function problemsWith(env: NodeJS.ProcessEnv): readonly Problem[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.problems;
    throw error;
  }
}
