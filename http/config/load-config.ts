import { z } from 'zod';
import type { Problem } from '../../contract/problems';
import { readConfigFile } from '../../program/config/config-file';
import { problemsIn, problemWith, type Found } from '../../program/config/found';
import { isListenAddress, LOG_LEVELS, text, whole } from '../../program/config/schema-parts';
import { schemaProblems } from '../../program/config/schema-problems';
import { InvalidDoorsConfigError } from '../errors';
import { DEFAULTS, LIMITS } from '../limits';
import type { DoorsConfig } from './doors-config';
import { layEnvironmentOver, type Layers } from './layers';
import { CONFIG_VARIABLE } from './settings';
import { readTokens } from './tokens';
import { readTransport } from './transport';

const address = (example: string): z.ZodString =>
  text.refine(isListenAddress, { error: `must be an IP address and a port, such as ${example}` });

const processSchema = z.strictObject({
  listenAddress: address(DEFAULTS.listenAddress)
    .refine((given) => given !== 'off', { error: 'must be an address: doors that nobody reaches are none' })
    .default(DEFAULTS.listenAddress),
  opsAddress: address(`${DEFAULTS.opsAddress}, or off`).default(DEFAULTS.opsAddress),
  tlsCertFile: text.optional(),
  tlsKeyFile: text.optional(),
  behindProxy: text.optional(),
  logLevel: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default(DEFAULTS.logLevel),
  shutdownGraceSeconds: whole(1, LIMITS.shutdownGraceSecondsMax, 'seconds').default(
    DEFAULTS.shutdownGraceSeconds,
  ),
});

/**
 * Reads the whole configuration: the JSON file that `CARAT_DOORS_CONFIG` names, the environment over it, and the files that both
 * name.
 *
 * @throws InvalidDoorsConfigError that lists every problem at once; no message holds a token or a key.
 */
export function loadDoorsConfig(env: NodeJS.ProcessEnv): DoorsConfig {
  const file = readConfigFile(env, CONFIG_VARIABLE);
  const layers = layEnvironmentOver(file, env);
  const settings = readSettings(layers);
  // Without the file nobody can tell which merchants it names.
  const merchants = file.problems.length > 0 ? { problems: [] } : readTokens(layers, env);
  const problems = [...layers.problems, ...problemsIn(settings, merchants)];
  if ('value' in settings && 'value' in merchants && problems.length === 0)
    return { ...settings.value, merchants: merchants.value };
  throw new InvalidDoorsConfigError(problems.map((problem) => namedAsWritten(problem, layers)));
}

function readSettings({ process }: Layers): Found<Omit<DoorsConfig, 'merchants'>> {
  const { success, data, error } = processSchema.safeParse(process);
  if (!success) return { problems: schemaProblems(error) };
  const transport = readTransport(data);
  if ('problems' in transport) return transport;
  const { listenAddress, opsAddress, logLevel, shutdownGraceSeconds } = data;
  if (opsAddress === listenAddress)
    return problemWith('opsAddress', 'must be another address: health and metrics are not for the internet');
  return {
    value: {
      listenAddress,
      transport: transport.value,
      opsAddress: opsAddress === 'off' ? undefined : opsAddress,
      logLevel,
      shutdownGraceMs: shutdownGraceSeconds * 1_000,
    },
  };
}

/** A problem is told under the name that its reader wrote: the variable, where the value came from the environment. */
function namedAsWritten({ field, problem }: Problem, { variables }: Layers): Problem {
  return { field: variables.get(field) ?? field, problem };
}
