import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { LIMITS } from '../limits';
import { problemWith, type Found } from '../../program/config/found';
import { readTextFile } from '../../program/config/text-file';
import type { WorkerConfig } from './worker-config';

/** Folder of the compiled code, or of the checkout when it runs from source. */
const ROOT = join(__dirname, '..', '..');
const PREBUILT_BUNDLE = join(ROOT, 'workflow-bundle.js');
/** What the SDK's bundler writes, and its worker relies on. */
const MARKS = ['__TEMPORAL__', 'globalThis.__webpack_module_cache__'];

/** The workflow code: the bundle that is named, the one beside the compiled code, or the sources, to be bundled now. */
export function readWorkflows(path: unknown): Found<WorkerConfig['workflows']> {
  if (typeof path === 'string' && path !== '') return checkedBundle(path);
  if (existsSync(PREBUILT_BUNDLE)) return checkedBundle(PREBUILT_BUNDLE);
  return { value: { path: require.resolve(join(ROOT, 'workflows', 'index')) } };
}

/** Tried here: what the worker would say of it comes later, and says neither which file nor what to do. */
function checkedBundle(path: string): Found<WorkerConfig['workflows']> {
  const read = readTextFile(path, LIMITS.bundleBytesMax);
  if ('problem' in read) return problemWith('workflowBundle', `${read.problem}; \`npm run build\` makes it`);
  const problem = whatIsWrongWith(read.text);
  if (problem !== undefined) return problemWith('workflowBundle', `${problem}; \`npm run build\` makes one`);
  return { value: { bundle: { codePath: path } } };
}

function whatIsWrongWith(code: string): string | undefined {
  if (!MARKS.every((mark) => code.includes(mark))) return 'is no bundle of workflow code';
  try {
    new Script(code);
    return undefined;
  } catch {
    return 'is a broken bundle of workflow code: it does not compile';
  }
}
