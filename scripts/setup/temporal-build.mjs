import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { exeSuffix, findOnPath } from './executable.mjs';
import { checkout } from './folders.mjs';
import { BUILD_LIMIT_MS, VERSION_LIMIT_MS } from './limits.mjs';
import { startProgress } from './progress.mjs';
import { builtPath, makeAtomically } from './temporal-cache.mjs';
import { REQUIRED_GO, isAtLeast } from './version.mjs';

const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';

/** Measured with Go 1.26.8 on two cores, from empty caches. */
const COST =
  "3–5 min and about 200 MB of disk, besides some 4 GB in Go's own caches (go clean -cache -modcache)";

/**
 * Third way: the server built from source with Go, as tools/temporal pins it.
 * @param {(line: string) => void} log
 * @returns {Promise<{path: string, version: string} | {reason: string}>}
 */
export async function buildServer(log) {
  const go = findOnPath('go');
  if (go === undefined) return { reason: 'there is no go on PATH' };
  const version = await goVersion(go);
  if (!isAtLeast(version, REQUIRED_GO))
    return { reason: `go on PATH is ${version}, ${REQUIRED_GO} or newer is needed` };
  log(`Temporal server: building it from source with go ${version}, once on this machine: ${COST}`);
  return makeAtomically(builtPath(), (folder) => build(go, folder, log));
}

/** GOTOOLCHAIN=local: ask for the Go that is here, not for one it would fetch. */
async function goVersion(go) {
  const answer = await runChild(go, ['version'], {
    limitMs: VERSION_LIMIT_MS,
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  return /go(\d+(?:\.\d+)+)/.exec(answer.stdout)?.[1] ?? '0';
}

async function build(go, folder, log) {
  const made = join(folder, `temporal${exeSuffix}`);
  const temporary = join(folder, 'go');
  mkdirSync(temporary);
  const stopProgress = startProgress('building the Temporal server', log);
  const result = await runChild(go, ['build', '-trimpath', '-ldflags', '-s -w', '-o', made, PACKAGE], {
    cwd: join(checkout, 'tools', 'temporal'),
    // The user's own settings for other Go projects stay out, and an interrupted build's files go with the folder.
    env: {
      ...process.env,
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-mod=readonly',
      GOWORK: 'off',
      GOTMPDIR: temporary,
    },
    limitMs: BUILD_LIMIT_MS,
  });
  stopProgress();
  if (result.code === 0) return { made };
  return { reason: `go build failed: ${result.stopped ?? lastLines(result.tail)}` };
}

function lastLines(text) {
  return text.trim().split('\n').slice(-5).join('\n     ') || 'no output';
}
