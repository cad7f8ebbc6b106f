import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.mjs';
import { exeSuffix } from './executable.mjs';
import { checkout } from './folders.mjs';
import { DOWNLOAD_LIMIT_MS, DOWNLOAD_STALL_LIMIT_MS } from './limits.mjs';
import { startProgress } from './progress.mjs';
import { CLI_VERSION, makeAtomically, downloadedPath } from './temporal-cache.mjs';

const WATCH_INTERVAL_MS = 200;

/**
 * Second way: the download that the Temporal SDK brings along.
 * @param {(line: string) => void} log
 * @returns {Promise<{path: string, version: string} | {reason: string}>}
 */
export async function downloadServer(log) {
  if (!existsSync(join(checkout, 'node_modules', '@temporalio', 'testing', 'package.json'))) {
    return { reason: 'the dependencies are not installed (npm ci), and the download belongs to one of them' };
  }
  return makeAtomically(downloadedPath(), (folder) => download(folder, log));
}

async function download(folder, log) {
  // The SDK's core names the file so (sdk-core, ephemeral_server/mod.rs, `get_or_download`).
  const made = join(folder, `temporal-${CLI_VERSION}${exeSuffix}`);
  log(
    `Temporal server: asking Temporal's SDK to download CLI ${CLI_VERSION}: about 60 MB, 150 MB of disk, kept`,
  );
  const stopProgress = startProgress(`downloading the Temporal CLI ${CLI_VERSION}`, log);
  const script = fileURLToPath(new URL('temporal-download-child.mjs', import.meta.url));
  const result = await runChild(process.execPath, [script, folder, CLI_VERSION], {
    limitMs: DOWNLOAD_LIMIT_MS,
    watch: (stop) => watch(folder, made, stop),
  });
  stopProgress();
  return existsSync(made) ? { made } : { reason: result.stopped ?? reasonOf(result.tail) };
}

/** Ends the child when the file is there (it would go on to start a server), or when no byte comes any more. */
function watch(folder, made, stop) {
  let seen = { sizeBytes: 0, atMs: Date.now() };
  const timer = setInterval(() => {
    if (existsSync(made)) return stop('downloaded');
    const sizeBytes = folderSizeBytes(folder);
    if (sizeBytes !== seen.sizeBytes) seen = { sizeBytes, atMs: Date.now() };
    if (Date.now() - seen.atMs > DOWNLOAD_STALL_LIMIT_MS)
      stop(`no byte for ${DOWNLOAD_STALL_LIMIT_MS / 1000} s`);
  }, WATCH_INTERVAL_MS);
  return () => clearInterval(timer);
}

function folderSizeBytes(folder) {
  return readdirSync(folder)
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

/** The core repeats its chain of causes with the URL in each; the last link is the one that says something. */
function reasonOf(tail) {
  const line = tail.trim().split('\n').at(-1) ?? '';
  return line.split(': ').slice(-3).join(': ') || 'no reason given';
}
