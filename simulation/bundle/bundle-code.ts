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
  export { createClaimActivities } from './activities/claims';
  export { createGatewayActivities } from './activities/create-gateway-activities';
  export { CaratClient } from './carat/client';
  export { gatewayTaskQueueOf } from './contract/ids';
  export { InMemoryCardVault } from './vault/in-memory-card-vault';
`;

/** What the doors do with a post once a server has read it. */
const DOORS_ENTRY = `
  export { openDoor } from './http/server/open-door';
  export { statusDoor } from './http/server/status-door';
  export { authenticityDoor } from './http/server/authenticity-door';
  export { StatusDelivery } from './http/delivery/deliver-status';
`;

/** The code of one version as text, to be evaluated by {@link evaluate}. */
export interface CodeTexts {
  workflow: string;
  worker: string;
  doors: string;
}

/**
 * Bundles the code of this checkout.
 *
 * @throws EditError when an edit does not fit the source.
 */
export async function bundleCode(edits: readonly SourceEdit[] = []): Promise<CodeTexts> {
  const applied = new Set<SourceEdit>();
  const [workflow, worker, doors] = await Promise.all([
    bundle({ entry: workflowEntry('./workflows/index'), external: GIVEN_TO_WORKFLOWS }, edits, applied),
    bundle({ entry: WORKER_ENTRY, external: SHARED_WITH_ACTIVITIES }, edits, applied),
    bundle({ entry: DOORS_ENTRY, external: SHARED_WITH_DOORS }, edits, applied),
  ]).catch((error: unknown) => {
    throw editErrorIn(error) ?? error;
  });
  const missed = edits.find((edit) => !applied.has(edit));
  if (missed !== undefined)
    throw new EditError(`${missed.file}: no such file is a part of the simulated code`);
  return { workflow, worker, doors };
}

/** What a plugin threw comes wrapped into a failure of the build. */
function editErrorIn(error: unknown): EditError | undefined {
  const { errors = [] } = error as { errors?: { detail?: unknown }[] };
  const [first] = errors.map(({ detail }) => detail);
  return first instanceof EditError ? first : undefined;
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
/** Of the first three, activities and simulation must have the same instance; the last is large and never called. */
const SHARED_WITH_ACTIVITIES = ['@temporalio/activity', '@temporalio/client', '@temporalio/common', 'axios'];
/** The doors tell errors of the client by their classes, which the simulated one throws. */
const SHARED_WITH_DOORS = ['@temporalio/client', '@temporalio/common', '@temporalio/workflow'];

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
