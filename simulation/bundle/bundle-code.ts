import { join } from 'node:path';
import { build } from 'esbuild';
import { EditError, sourceEdits, type SourceEdit } from './source-edits';

const CHECKOUT = join(__dirname, '../..');

/** Names that evaluated code finds in the object it is given as `globalThis`, so that time and chance are the simulation's. */
const REPLACED_GLOBALS = [
  'Date',
  'Math',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'WeakRef',
  'FinalizationRegistry',
];

/** Workflow code with the SDK's own workflow library, as a worker bundles it; what is replaced is below it. */
const workflowEntry = (workflows: string): string => `
  export * as api from '@temporalio/workflow/lib/worker-interface';
  export { overrideGlobals } from '@temporalio/workflow/lib/global-overrides';
  export * as workflows from '${workflows}';
`;

/** What a worker runs beside workflows. */
const WORKER_ENTRY = `
  export { createGatewayActivities } from './activities/create-gateway-activities';
  export { CaratClient } from './carat/client';
  export { gatewayTaskQueueOf } from './contract/ids';
  export { InMemoryCardVault } from './vault/in-memory-card-vault';
`;

/** The code of one worker version as text, to be evaluated by {@link evaluate}. */
export interface CodeTexts {
  workflow: string;
  worker: string;
}

/**
 * Bundles the code of this checkout.
 *
 * @throws EditError when an edit does not fit the source.
 */
export async function bundleCode(edits: readonly SourceEdit[] = []): Promise<CodeTexts> {
  const applied = new Set<SourceEdit>();
  const [workflow, worker] = await Promise.all([
    bundle({ entry: workflowEntry('./workflows/index'), external: GIVEN_TO_WORKFLOWS }, edits, applied),
    bundle({ entry: WORKER_ENTRY, external: SHARED_WITH_ACTIVITIES }, edits, applied),
  ]);
  const missed = edits.find((edit) => !applied.has(edit));
  if (missed !== undefined)
    throw new EditError(`${missed.file}: no such file is a part of the simulated code`);
  return { workflow, worker };
}

/**
 * Bundles workflows other than the product's.
 *
 * @param path - from the checkout, e.g. `./test/simulation/probes/timers`
 */
export const bundleWorkflows = (path: string): Promise<string> =>
  bundle({ entry: workflowEntry(path), external: GIVEN_TO_WORKFLOWS }, [], new Set());

/** What the SDK's workflow library looks for in a bundle; see `temporal/text-payloads.ts`. */
const GIVEN_TO_WORKFLOWS = ['__temporal_custom_payload_converter', '__temporal_custom_failure_converter'];
/** Of the first two, activities and simulation must have the same instance; the third is large and never called. */
const SHARED_WITH_ACTIVITIES = ['@temporalio/activity', '@temporalio/common', 'axios'];

async function bundle(
  { entry, external }: { entry: string; external: string[] },
  edits: readonly SourceEdit[],
  applied: Set<SourceEdit>,
): Promise<string> {
  const result = await build({
    stdin: { contents: entry, resolveDir: CHECKOUT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    define: Object.fromEntries(REPLACED_GLOBALS.map((name) => [name, `globalThis.${name}`])),
    external,
    plugins: edits.length === 0 ? [] : [sourceEdits(CHECKOUT, edits, applied)],
  });
  return result.outputFiles[0]?.text ?? '';
}
