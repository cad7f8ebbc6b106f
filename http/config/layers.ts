import { resolve } from 'node:path';
import type { Problem } from '../../contract/problems';
import type { ConfigFile } from '../../program/config/config-file';
import { isRecord, type JsonObject } from '../../program/config/json-object';
import { MERCHANT_PREFIX, PROCESS_SETTINGS } from './settings';

/** File and environment as one, still unchecked. */
export interface Layers {
  process: JsonObject;
  /** Each merchant by alias; not an object where the file says something else. */
  merchants: Map<string, unknown>;
  /** The variable that a value came from, by its path in the file: problems name what the reader has written. */
  variables: Map<string, string>;
  problems: Problem[];
}

/** Lays the environment over the file: where both name a setting the environment wins. Empty variables count as not set. */
export function layEnvironmentOver(
  { content, folder, problems }: ConfigFile,
  env: NodeJS.ProcessEnv,
): Layers {
  const { merchants, ...process } = content;
  const layers: Layers = {
    process: { ...process },
    merchants: new Map(),
    variables: new Map(),
    problems: [...problems],
  };
  for (const { name, env: variable, isPath } of PROCESS_SETTINGS) {
    const fromFile = layers.process[name];
    if (isPath === true && typeof fromFile === 'string' && fromFile !== '')
      layers.process[name] = resolve(folder, fromFile);
    const value = env[variable];
    if (value === undefined || value === '') continue;
    layers.process[name] = isPath === true ? resolve(value) : value;
    layers.variables.set(name, variable);
  }
  addFileMerchants(layers, merchants, folder);
  for (const [variable, value] of Object.entries(env))
    if (variable.startsWith(MERCHANT_PREFIX) && value !== undefined && value !== '')
      addMerchantVariable(layers, variable, value);
  return layers;
}

function addFileMerchants(layers: Layers, merchants: unknown, folder: string): void {
  if (merchants === undefined) return;
  if (!isRecord(merchants)) {
    layers.problems.push({ field: 'merchants', problem: 'must be an object: alias → settings' });
    return;
  }
  for (const [alias, merchant] of Object.entries(merchants)) {
    const file = isRecord(merchant) ? merchant['tokensFile'] : undefined;
    const isPath = typeof file === 'string' && file !== '';
    layers.merchants.set(
      alias,
      isRecord(merchant) && isPath ? { ...merchant, tokensFile: resolve(folder, file) } : merchant,
    );
  }
}

/** The environment's source of the tokens replaces the file's. */
function addMerchantVariable(layers: Layers, variable: string, value: string): void {
  const [, name = '', kind] =
    /^(.+)_(TOKENS|TOKENS_FILE)$/.exec(variable.slice(MERCHANT_PREFIX.length)) ?? [];
  if (kind === undefined) {
    const problem = 'is no setting of a merchant; the name ends in _TOKENS or _TOKENS_FILE';
    layers.problems.push({ field: variable, problem });
    return;
  }
  const alias = name.toLowerCase().replaceAll('_', '-');
  const field = kind === 'TOKENS' ? 'tokensEnv' : 'tokensFile';
  const other = `merchants.${alias}.${kind === 'TOKENS' ? 'tokensFile' : 'tokensEnv'}`;
  const known = layers.merchants.has(alias) ? layers.merchants.get(alias) : {};
  // What is no object has a problem of its own, whatever the environment says.
  if (!isRecord(known)) return;
  const { tokensFile: _file, tokensEnv: _env, ...others } = known;
  const kept = layers.variables.has(other) ? known : others;
  layers.merchants.set(alias, { ...kept, [field]: kind === 'TOKENS' ? variable : resolve(value) });
  layers.variables.set(`merchants.${alias}.${field}`, variable);
}
