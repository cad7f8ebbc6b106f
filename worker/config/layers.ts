import { resolve } from 'node:path';
import type { Problem } from '../../contract/problems';
import type { ConfigFile } from '../../program/config/config-file';
import { isRecord, type JsonObject } from '../../program/config/json-object';
import { MERCHANT_PREFIX, MERCHANT_SETTINGS, PROCESS_SETTINGS, type FieldSetting } from './settings';

/** File and environment as one, still unchecked. */
export interface Layers {
  /** Everything but the merchants. */
  process: JsonObject;
  /** Each merchant by alias; not an object where the file says something else. */
  merchants: Map<string, unknown>;
  /** The variable that a value came from, by its path in the file: problems name what the reader has written. */
  variables: Map<string, string>;
  problems: Problem[];
}

/** Lays the environment over the file: where both name a setting the environment wins. Empty variables count as not set. */
export function layEnvironmentOver(file: ConfigFile, env: NodeJS.ProcessEnv): Layers {
  const { merchants: fileMerchants, ...fileProcess } = file.content;
  const layers: Layers = {
    process: withResolvedPaths(fileProcess, PROCESS_SETTINGS, file.folder),
    merchants: new Map(),
    variables: new Map(),
    problems: [...file.problems],
  };
  addFileMerchants(layers, fileMerchants, file.folder);
  for (const setting of PROCESS_SETTINGS) {
    const variable = setting.variable ?? '';
    const value = env[variable];
    if (value === undefined || value === '') continue;
    layers.process[setting.field] = setting.isPath === true ? resolve(value) : value;
    layers.variables.set(setting.field, variable);
  }
  for (const [variable, value] of Object.entries(env)) {
    if (variable.startsWith(MERCHANT_PREFIX) && value !== undefined && value !== '') {
      addMerchantVariable(layers, variable, value);
    }
  }
  return layers;
}

function addFileMerchants(layers: Layers, merchants: unknown, folder: string): void {
  if (merchants === undefined) return;
  if (!isRecord(merchants)) {
    layers.problems.push({ field: 'merchants', problem: 'must be an object: alias → settings' });
    return;
  }
  for (const [alias, merchant] of Object.entries(merchants)) {
    const settings = isRecord(merchant) ? withResolvedPaths(merchant, MERCHANT_SETTINGS, folder) : merchant;
    layers.merchants.set(alias, settings);
  }
}

function withResolvedPaths(
  object: JsonObject,
  settings: readonly FieldSetting[],
  folder: string,
): JsonObject {
  const resolved = { ...object };
  for (const { field, isPath } of settings) {
    const value = resolved[field];
    if (isPath === true && typeof value === 'string' && value !== '')
      resolved[field] = resolve(folder, value);
  }
  return resolved;
}

/** Suffixes, longest first: `…_KEY_FILE` is a key file, not the key of a merchant `…-key`. */
const SUFFIXES = [...MERCHANT_SETTINGS.flatMap(({ variable }) => variable ?? []), 'KEY'].sort(
  (a, b) => b.length - a.length,
);

function addMerchantVariable(layers: Layers, variable: string, value: string): void {
  const rest = variable.slice(MERCHANT_PREFIX.length);
  const suffix = SUFFIXES.find((candidate) => rest.endsWith(`_${candidate}`));
  const alias = rest
    .slice(0, -(suffix?.length ?? 0) - 1)
    .toLowerCase()
    .replaceAll('_', '-');
  if (suffix === undefined || alias === '') {
    const problem = `is no setting of a merchant; the name ends in one of ${SUFFIXES.map((name) => `_${name}`).join(', ')}`;
    layers.problems.push({ field: variable, problem });
    return;
  }
  const merchant = layers.merchants.has(alias) ? layers.merchants.get(alias) : {};
  // What is no object has a problem of its own, whatever the environment says.
  if (!isRecord(merchant)) return;
  layers.merchants.set(alias, merchant);
  setFromVariable(layers, { alias, merchant, suffix, variable, value });
}

interface MerchantVariable {
  alias: string;
  merchant: JsonObject;
  suffix: string;
  variable: string;
  value: string;
}

function setFromVariable(
  layers: Layers,
  { alias, merchant, suffix, variable, value }: MerchantVariable,
): void {
  const set = (field: string, content: string): void => {
    merchant[field] = content;
    layers.variables.set(`merchants.${alias}.${field}`, variable);
  };
  const fromEnvironment = (field: string): boolean => layers.variables.has(`merchants.${alias}.${field}`);
  // The environment's source of the key replaces the file's; two in the environment stay, and are a problem.
  if (suffix === 'KEY') {
    if (!fromEnvironment('merchantKeyFile')) delete merchant['merchantKeyFile'];
    set('merchantKeyEnv', variable);
    return;
  }
  if (suffix === 'KEY_FILE' && !fromEnvironment('merchantKeyEnv')) delete merchant['merchantKeyEnv'];
  const setting = MERCHANT_SETTINGS.find((candidate) => candidate.variable === suffix);
  if (setting !== undefined) set(setting.field, setting.isPath === true ? resolve(value) : value);
}
