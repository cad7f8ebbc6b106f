#!/usr/bin/env node
// Obtains the Temporal server. As a program: `node scripts/temporal-server.mjs` prints the path of the binary.
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { SetupError } from './setup/errors.mjs';
import { findOnPath, isExecutable } from './setup/executable.mjs';
import { withLock } from './setup/lock.mjs';
import { say } from './setup/say.mjs';
import { serverVersion } from './setup/server-version.mjs';
import { buildServer } from './setup/temporal-build.mjs';
import { findCached, lockPath, removeCacheFolderIfEmpty, removeLeftovers } from './setup/temporal-cache.mjs';
import { downloadServer } from './setup/temporal-download.mjs';
import { REQUIRED_GO, REQUIRED_SERVER } from './setup/version.mjs';

/**
 * The path of a `temporal` binary whose server has time skipping: what the user has (TEMPORAL_CLI_PATH, then PATH), what
 * an earlier run cached, the SDK's download, or a build from source; the first that works, saying which.
 * @param {{log: (line: string) => void}} options
 * @returns {Promise<{path: string, way: 'explicit' | 'path' | 'cache' | 'download' | 'build', version: string}>} `version`: the server's
 * @throws {SetupError} temporal_unavailable, lock_timeout, folder_not_writable
 */
export async function obtainTemporalServer({ log }) {
  const reasons = [];
  const found = (await findInstalled(reasons)) ?? (await findCached(reasons));
  for (const reason of reasons) log(`Temporal server: ${reason}; trying the next way`);
  const server =
    found ?? (await withLock(lockPath(), 'preparing the Temporal server', log, () => make(reasons, log)));
  log(`Temporal server ${server.version}: ${SENTENCES[server.way]} (${server.path})`);
  return server;
}

const SENTENCES = {
  explicit: 'the CLI that TEMPORAL_CLI_PATH names',
  path: 'the CLI on PATH',
  cache: 'kept from an earlier run',
  download: "downloaded by Temporal's SDK, kept for later runs",
  build: 'built from source, kept for later runs',
};

/** First way: a CLI that the user already has. */
async function findInstalled(reasons) {
  const candidates = [
    { way: 'explicit', name: 'TEMPORAL_CLI_PATH', path: process.env.TEMPORAL_CLI_PATH || undefined },
    { way: 'path', name: 'temporal on PATH', path: findOnPath('temporal') },
  ];
  for (const { way, name, path } of candidates) {
    if (path === undefined) continue;
    const answer = isExecutable(path) ? await serverVersion(path) : { reason: 'is not an executable file' };
    if ('version' in answer) return { path, way, version: answer.version };
    reasons.push(`${name} (${path}) ${answer.reason}`);
  }
  return undefined;
}

/** Second and third way, under the lock; another process may have been quicker. */
async function make(reasons, log) {
  process.once('exit', removeCacheFolderIfEmpty);
  removeLeftovers();
  const cached = await findCached([]);
  if (cached !== undefined) return cached;
  for (const [way, attempt] of [
    ['download', downloadServer],
    ['build', buildServer],
  ]) {
    const result = await attempt(log);
    if ('path' in result) return { ...result, way };
    reasons.push(`${way}: ${result.reason}`);
    log(`Temporal server: no ${way} (${result.reason})`);
  }
  throw unavailable(reasons);
}

function unavailable(reasons) {
  return new SetupError(
    'temporal_unavailable',
    `no Temporal server ${REQUIRED_SERVER} or newer could be had:\n${reasons.map((reason) => `   - ${reason}`).join('\n')}`,
    `one of these three, then the same command again:
   1. install a current Temporal CLI (https://docs.temporal.io/cli) and have it on PATH, or name it in TEMPORAL_CLI_PATH;
   2. let this machine reach https://temporal.download (HTTPS_PROXY is honoured), from where the SDK fetches the CLI;
   3. install Go ${REQUIRED_GO} or newer and let it reach a Go module proxy (GOPROXY is honoured): the server is then built here.`,
  );
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    console.log((await obtainTemporalServer({ log: say })).path);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.toString());
    process.exitCode = 1;
  }
}
