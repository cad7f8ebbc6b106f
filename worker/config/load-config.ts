import type { Problem } from '../../contract/problems';
import { InvalidConfigError } from '../errors';
import { readConfigFile } from '../../program/config/config-file';
import { problemsIn, problemWith, type Found } from '../../program/config/found';
import { layEnvironmentOver, type Layers } from './layers';
import { readMerchants } from './merchants';
import { NEEDS_METRICS, processSchema } from './schema';
import { schemaProblems } from '../../program/config/schema-problems';
import { readTemporalConfig } from './temporal-config';
import { CONFIG_VARIABLE } from './settings';
import type { WorkerConfig } from './worker-config';
import { readWorkflows } from './workflow-bundle';

/**
 * Reads the whole configuration: the JSON file that `CARAT_CONFIG` names, the environment over it, the files that both
 * name, and Temporal's own settings.
 *
 * @throws InvalidConfigError that lists every problem at once; no message holds a key.
 */
export function loadConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const file = readConfigFile(env, CONFIG_VARIABLE);
  const layers = layEnvironmentOver(file, env);
  const settings = readSettings(layers);
  // Without the file nobody can tell which merchants it names.
  const merchants = file.problems.length > 0 ? { problems: [] } : readMerchants(layers, env);
  const workflows = readWorkflows(layers.process['workflowBundle']);
  const temporal = readTemporalConfig(env);
  const problems = [...layers.problems, ...problemsIn(settings, merchants, workflows, temporal)];
  if (
    'value' in settings &&
    'value' in merchants &&
    'value' in workflows &&
    'value' in temporal &&
    problems.length === 0
  ) {
    return {
      ...settings.value,
      merchants: merchants.value,
      workflows: workflows.value,
      temporal: temporal.value,
    };
  }
  throw new InvalidConfigError(problems.map((problem) => namedAsWritten(problem, layers)));
}

type Settings = Omit<WorkerConfig, 'merchants' | 'workflows' | 'temporal'>;

function readSettings(layers: Layers): Found<Settings> {
  const { success, data, error } = processSchema.safeParse(layers.process);
  if (!success) return { problems: schemaProblems(error) };
  const { taskQueue, maxCachedSubscriptions, logLevel, shutdownGraceSeconds, startWaitSeconds } = data;
  const metricsAddress = addressIn(data.metricsAddress);
  const healthAddress = addressIn(data.healthAddress);
  if (healthAddress !== undefined && metricsAddress === undefined) {
    return problemWith('healthAddress', NEEDS_METRICS);
  }
  if (healthAddress !== undefined && healthAddress === metricsAddress) {
    return problemWith('healthAddress', 'must be another address than metricsAddress');
  }
  return {
    value: {
      taskQueue,
      maxCachedSubscriptions,
      metricsAddress,
      healthAddress,
      logLevel,
      shutdownGraceMs: shutdownGraceSeconds * 1_000,
      startWaitMs: startWaitSeconds * 1_000,
    },
  };
}

const addressIn = (setting: string): string | undefined => (setting === 'off' ? undefined : setting);

/** A problem is told under the name that its reader wrote: the variable, where the value came from the environment. */
function namedAsWritten({ field, problem }: Problem, { variables }: Layers): Problem {
  return { field: variables.get(field) ?? field, problem };
}
