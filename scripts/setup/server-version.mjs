import { VERSION_LIMIT_MS } from './limits.mjs';
import { runChild } from './child.mjs';
import { REQUIRED_SERVER, isAtLeast } from './version.mjs';

/**
 * Asks a Temporal CLI which server it carries.
 * @param {string} path
 * @returns {Promise<{version: string} | {reason: string}>} the server's version, or why this binary cannot be used
 */
export async function serverVersion(path) {
  const answer = await runChild(path, ['--version'], { limitMs: VERSION_LIMIT_MS });
  if (answer.code !== 0) return { reason: `does not run (${answer.stopped ?? firstLine(answer.tail)})` };
  const version = /\(Server (\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
  if (version === undefined) return { reason: `names no server version (${firstLine(answer.stdout)})` };
  if (!isAtLeast(version, REQUIRED_SERVER)) {
    return { reason: `carries server ${version}, and time skipping needs ${REQUIRED_SERVER} or newer` };
  }
  return { version };
}

function firstLine(text) {
  return text.trim().split('\n')[0] || 'no output';
}
