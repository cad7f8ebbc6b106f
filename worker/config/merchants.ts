import { CaratConfigError } from '../../carat/errors';
import { LIMITS as CARAT_LIMITS } from '../../carat/limits';
import { CALL_POLICIES } from '../../workflows/call-policies';
import { DEFAULTS, LIMITS } from '../limits';
import { Secret } from '../../program/secret';
import { aliasSchema } from '../../program/config/schema-parts';
import { problemsIn, problemWith, VARIABLE_NOT_SET, type Found } from '../../program/config/found';
import { isRecord, type JsonObject } from '../../program/config/json-object';
import type { Layers } from './layers';
import { readCa } from './read-ca';
import { checkKey, merchantSchema, problemOf } from './schema';
import { readWebhook, withoutWebhook } from './webhook';
import { aliasesOfOneStore } from './same-store';
import { schemaProblems } from '../../program/config/schema-problems';
import { readSecretFile } from '../../program/config/text-file';
import type { MerchantConfig } from './worker-config';

/** Checks every merchant, its key and its certificates included, and goes on after a problem to find the next. */
export function readMerchants({ merchants }: Layers, env: NodeJS.ProcessEnv): Found<MerchantConfig[]> {
  if (merchants.size === 0) return problemWith('merchants', 'at least one merchant is needed');
  if (merchants.size > LIMITS.merchantsMax)
    return problemWith('merchants', `at most ${LIMITS.merchantsMax} are served`);
  const found = [...merchants]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([alias, settings]) => readMerchant(alias, settings, env));
  const problems = problemsIn(...found);
  if (problems.length > 0) return { problems };
  const served = found.flatMap((each) => ('value' in each ? [each.value] : []));
  const doubled = aliasesOfOneStore(served);
  return doubled.length > 0 ? { problems: doubled } : { value: served };
}

function readMerchant(alias: string, settings: unknown, env: NodeJS.ProcessEnv): Found<MerchantConfig> {
  const path = `merchants.${alias}`;
  if (!isRecord(settings)) return problemWith(path, 'must be an object with the settings of the merchant');
  const named = aliasSchema.safeParse(alias);
  const shape = merchantSchema.safeParse(settings);
  const key = readKey(settings, path, env);
  const ca = readCa(settings['caFile'], `${path}.caFile`);
  const webhook = readWebhook(settings, path);
  const problems = [
    ...(named.success ? [] : schemaProblems(named.error, ['merchants', alias])),
    ...(shape.success ? [] : schemaProblems(shape.error, ['merchants', alias])),
    ...problemsIn(key, ca, webhook),
  ];
  if (!shape.success || 'problems' in key || 'problems' in ca || 'problems' in webhook || problems.length > 0)
    return { problems };
  const { merchantKeyEnv, merchantKeyFile, caFile, ...rest } = withoutWebhook(shape.data);
  return withinOneAttempt(path, {
    alias,
    merchantKey: key.value,
    ca: ca.value,
    ...rest,
    ...(webhook.value === undefined ? {} : { webhook: webhook.value }),
    connectTimeoutMs: rest.connectTimeoutMs ?? CARAT_LIMITS.connectTimeoutMs,
    answerTimeoutMs: rest.answerTimeoutMs ?? CARAT_LIMITS.answerTimeoutMs,
    maxCallsInFlight: rest.maxCallsInFlight ?? DEFAULTS.callsInFlight,
    asksForOrders: rest.asksForOrders ?? DEFAULTS.asksForOrders,
  });
}

function readKey(
  { merchantKeyFile: file, merchantKeyEnv: variable }: JsonObject,
  path: string,
  env: NodeJS.ProcessEnv,
): Found<Secret<string>> {
  if (file !== undefined && variable !== undefined) {
    return problemWith(`${path}.merchantKey`, 'has two sources, a file and the environment; keep one');
  }
  // A source that is not even a text is named by the schema.
  if (typeof file === 'string') return checkedKey(`${path}.merchantKeyFile`, keyInFile(file));
  if (typeof variable === 'string') return checkedKey(`${path}.merchantKeyEnv`, keyInVariable(variable, env));
  if (file !== undefined || variable !== undefined) return { problems: [] };
  return problemWith(`${path}.merchantKey`, 'is missing; name its file or put it in the environment');
}

type KeyText = { text: string } | { problem: string };

function keyInFile(file: string): KeyText {
  const read = readSecretFile(file, LIMITS.keyFileBytesMax);
  // Editors and `echo` end a file with a line break.
  return 'problem' in read ? read : { text: read.text.replace(/\r?\n$/, '') };
}

function keyInVariable(variable: string, env: NodeJS.ProcessEnv): KeyText {
  const text = env[variable] ?? '';
  return text === '' ? { problem: VARIABLE_NOT_SET } : { text };
}

function checkedKey(field: string, key: KeyText): Found<Secret<string>> {
  if ('problem' in key) return problemWith(field, key.problem);
  try {
    checkKey(key.text);
    return { value: new Secret(key.text) };
  } catch (error) {
    if (!(error instanceof CaratConfigError)) throw error;
    return problemWith(field, `the key ${problemOf(error)}`);
  }
}

/** A call must end before Temporal ends the activity that makes it, or its answer would be lost. */
function withinOneAttempt(path: string, merchant: MerchantConfig): Found<MerchantConfig> {
  const mostMs = CALL_POLICIES.payTransaction.startToCloseMs - LIMITS.activityMarginMs;
  if (merchant.connectTimeoutMs + merchant.answerTimeoutMs <= mostMs) return { value: merchant };
  return problemWith(
    `${path}.answerTimeoutMs`,
    `with connectTimeoutMs it may be at most ${mostMs}: the activity that waits ends soon after`,
  );
}
