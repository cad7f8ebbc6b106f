import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../contract/problems';
import { InvalidConfigError } from '../errors';
import { readConfigFile } from './config-file';
import { layEnvironmentOver, type Layers } from './layers';
import { readMerchants } from './merchants';
import { processSchema } from './schema';
import { schemaProblems } from './schema-problems';
import { readTemporalConfig } from './temporal-config';
import type { WorkerConfig } from './worker-config';

/** Folder of the compiled code, or of the checkout when it runs from source. */
const ROOT = join(__dirname, '..', '..');
const PREBUILT_BUNDLE = join(ROOT, 'workflow-bundle.js');

/**
 * Reads the whole configuration: the JSON file that `CARAT_CONFIG` names, the environment over it, the files that both
 * name, and Temporal's own settings.
 *
 * @throws InvalidConfigError that lists every problem at once; no message holds a key.
 */
export function loadConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const file = readConfigFile(env);
  const layers = layEnvironmentOver(file, env);
  const settings = processSchema.safeParse(layers.process);
  const merchants = readMerchants(layers, env);
  const temporal = readTemporalConfig(env);
  const bundle = readBundle(layers.process['workflowBundle']);
  const problems = [
    ...layers.problems,
    // Without the file nobody can tell which merchants it names.
    ...('problems' in merchants && file.problems.length === 0 ? merchants.problems : []),
    ...(settings.success ? [] : schemaProblems(settings.error)),
    ...('problem' in bundle ? [bundle.problem] : []),
    ...('problem' in temporal ? [temporal.problem] : []),
  ];
  if (
    !settings.success ||
    'problems' in merchants ||
    'problem' in bundle ||
    'problem' in temporal ||
    problems.length > 0
  )
    throw new InvalidConfigError(problems.map((problem) => namedAsWritten(problem, layers)));
  const { taskQueue, metricsAddress, logLevel, shutdownGraceSeconds, startWaitSeconds } = settings.data;
  return {
    merchants: merchants.value,
    taskQueue,
    metricsAddress: metricsAddress === 'off' ? undefined : metricsAddress,
    logLevel,
    shutdownGraceMs: shutdownGraceSeconds * 1_000,
    startWaitMs: startWaitSeconds * 1_000,
    workflows: bundle.workflows,
    temporal: temporal.temporal,
  };
}

function readBundle(path: unknown): { workflows: WorkerConfig['workflows'] } | { problem: Problem } {
  if (typeof path === 'string' && path !== '') {
    if (existsSync(path)) return { workflows: { bundle: { codePath: path } } };
    return { problem: { field: 'workflowBundle', problem: 'does not exist; `npm run build` makes it' } };
  }
  if (existsSync(PREBUILT_BUNDLE)) return { workflows: { bundle: { codePath: PREBUILT_BUNDLE } } };
  return { workflows: { path: require.resolve(join(ROOT, 'workflows', 'index')) } };
}

/** A problem is told under the name that its reader wrote: the variable, where the value came from the environment. */
function namedAsWritten({ field, problem }: Problem, { variables }: Layers): Problem {
  return { field: variables.get(field) ?? field, problem };
}
