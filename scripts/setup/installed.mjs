import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules is what the lock file says. The contents are compared, not the dates: npm leaves a copy of what it
 * installed in node_modules/.package-lock.json as its last act, and `git checkout` changes dates at will.
 * @param {string} checkout
 * @returns {string | undefined} why an installation is needed; undefined when none is
 */
export function whyInstall(checkout) {
  if (existsSync(incompleteMarker(checkout))) return 'an earlier installation did not finish';
  const installed = packagesOf(join(checkout, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'node_modules is missing or incomplete';
  const wanted = packagesOf(join(checkout, 'package-lock.json')) ?? {};
  return missing(wanted, installed) ?? leftOver(wanted, installed);
}

/**
 * @param {string} checkout
 * @returns {string} the file that exists while an installation is under way, and after it was interrupted
 */
export function incompleteMarker(checkout) {
  return join(checkout, '.data', 'install-incomplete');
}

function missing(wanted, installed) {
  for (const [path, want] of Object.entries(wanted)) {
    const have = installed[path];
    // The root itself is not in npm's copy; optional packages of other platforms are not installed.
    if (path === '' || (have === undefined && want.optional)) continue;
    if (
      have?.version !== want.version ||
      have?.integrity !== want.integrity ||
      have?.resolved !== want.resolved
    ) {
      return `${path} is not what package-lock.json says`;
    }
  }
  return undefined;
}

/** A package that has left the lock file may shadow another; one that the developer added on purpose is `extraneous`. */
function leftOver(wanted, installed) {
  const path = Object.keys(installed).find((name) => !(name in wanted) && !installed[name].extraneous);
  return path && `${path} is no longer in package-lock.json`;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
