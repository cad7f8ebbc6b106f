import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const checkout = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Where things are kept that are made once a machine: outside the checkout, so that a second clone starts in seconds.
 * @returns {string} an absolute path; the folder may not exist yet
 */
export function cacheFolder() {
  return join(userCacheFolder(), 'carat-subscriptions');
}

/** The XDG base directory specification wants relative values ignored; macOS and Windows have places of their own. */
function userCacheFolder() {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (xdg && isAbsolute(xdg)) return xdg;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return local ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.cache');
}
