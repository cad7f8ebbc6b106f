import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflows } from '../worker/workflow-bundling';

const CHECKOUT = join(__dirname, '..');
/** Everything that workflow code is made of, and how it is put together. */
const SOURCE_FOLDERS = ['workflows', 'contract', 'domain', 'worker'] as const;
/** Beside the dependencies, so that a new installation starts without it. */
const CACHE = join(CHECKOUT, 'node_modules', '.cache', 'carat-subscriptions');
const PREFIX = 'workflow-bundle-';

/**
 * The workflow code, bundled. That takes seconds, so the bundle is kept for later starts, under a name that is made from every
 * source and from the lock file: a change of either is another bundle.
 */
export async function workflowBundle(logger: Logger): Promise<WorkflowBundleWithSourceMap> {
  const print = fingerprint();
  const kept = readKept(print);
  if (kept !== undefined) return kept;
  const bundle = await bundleWorkflows({ workflowsPath: join(CHECKOUT, 'workflows/index.ts'), logger });
  // Somebody may have saved a file meanwhile: then this is the code of neither fingerprint.
  if (fingerprint() === print) keep(print, bundle.code);
  return bundle;
}

const fileOf = (print: string): string => join(CACHE, `${PREFIX}${print}.js`);

function readKept(print: string): WorkflowBundleWithSourceMap | undefined {
  try {
    return { sourceMap: '', code: readFileSync(fileOf(print), 'utf8') };
  } catch {
    return undefined;
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(CHECKOUT, 'package-lock.json')));
  for (const folder of SOURCE_FOLDERS) {
    const files = readdirSync(join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((path) => path.endsWith('.ts')).sort())
      hash.update(`\0${folder}/${file}\0`).update(readFileSync(join(CHECKOUT, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Replaces what was kept before; another process sees a whole file or none. */
function keep(print: string, code: string): void {
  mkdirSync(CACHE, { recursive: true });
  const draft = join(CACHE, `draft-${String(process.pid)}`);
  writeFileSync(draft, code);
  for (const name of readdirSync(CACHE).filter((file) => file.startsWith(PREFIX)))
    rmSync(join(CACHE, name), { force: true });
  renameSync(draft, fileOf(print));
}
