import { z } from 'zod';
import { problemsIn, problemWith, VARIABLE_NOT_SET, type Found } from '../../program/config/found';
import { isRecord } from '../../program/config/json-object';
import { aliasSchema, text } from '../../program/config/schema-parts';
import { schemaProblems } from '../../program/config/schema-problems';
import { readSecretFile } from '../../program/config/text-file';
import { Secret } from '../../program/secret';
import { LIMITS } from '../limits';
import type { Layers } from './layers';

/** The tokens of each merchant. */
type Tokens = ReadonlyMap<string, readonly Secret<string>[]>;

const merchantSchema = z.strictObject({ tokensFile: text.optional(), tokensEnv: text.optional() });

const TOKEN = new RegExp(`^[A-Za-z0-9_-]{${LIMITS.tokenCharsMin},${LIMITS.tokenCharsMax}}$`);
const TOKEN_WORDS = `must be ${LIMITS.tokenCharsMin}–${LIMITS.tokenCharsMax} random letters, digits, dashes or underscores; \`openssl rand -hex 32\` makes one`;

/** Reads and checks the tokens of every merchant. No problem repeats one. */
export function readTokens({ merchants }: Layers, env: NodeJS.ProcessEnv): Found<Tokens> {
  if (merchants.size === 0) return problemWith('merchants', 'at least one merchant is needed');
  if (merchants.size > LIMITS.merchants)
    return problemWith('merchants', `at most ${LIMITS.merchants} are served`);
  const found = [...merchants].map(([alias, settings]) => ({
    alias,
    tokens: readMerchant(alias, settings, env),
  }));
  const problems = problemsIn(...found.map(({ tokens }) => tokens));
  if (problems.length > 0) return { problems };
  const tokens = new Map(
    found.flatMap(({ alias, tokens }) => ('value' in tokens ? [[alias, tokens.value]] : [])),
  );
  return isShared(tokens)
    ? problemWith('merchants', 'have a token in common: whoever knows it would speak for both')
    : { value: tokens };
}

function readMerchant(alias: string, settings: unknown, env: NodeJS.ProcessEnv): Found<Secret<string>[]> {
  const path = `merchants.${alias}`;
  if (!isRecord(settings)) return problemWith(path, 'must be an object with the settings of the merchant');
  const named = aliasSchema.safeParse(alias);
  if (!named.success) return { problems: schemaProblems(named.error, ['merchants', alias]) };
  const shape = merchantSchema.safeParse(settings);
  if (!shape.success) return { problems: schemaProblems(shape.error, ['merchants', alias]) };
  const { tokensFile: file, tokensEnv: variable } = shape.data;
  if (file !== undefined && variable !== undefined)
    return problemWith(`${path}.tokens`, 'have two sources, a file and the environment; keep one');
  if (file !== undefined) {
    const read = readSecretFile(file, LIMITS.tokenFileBytes);
    return 'problem' in read
      ? problemWith(`${path}.tokensFile`, read.problem)
      : checked(`${path}.tokensFile`, read.text);
  }
  if (variable === undefined)
    return problemWith(`${path}.tokens`, 'are missing; name their file or put them into the environment');
  const value = env[variable] ?? '';
  return value === ''
    ? problemWith(`${path}.tokensEnv`, VARIABLE_NOT_SET)
    : checked(`${path}.tokensEnv`, value);
}

function checked(field: string, words: string): Found<Secret<string>[]> {
  const tokens = words.split(/[\s,]+/).filter((token) => token !== '');
  if (tokens.length === 0 || tokens.length > LIMITS.tokensPerMerchant)
    return problemWith(field, `must name 1–${LIMITS.tokensPerMerchant} tokens`);
  const isStrong = tokens.every((token) => TOKEN.test(token) && new Set(token).size >= LIMITS.tokenVariety);
  return isStrong
    ? { value: tokens.map((token) => new Secret(token)) }
    : problemWith(field, `each token ${TOKEN_WORDS}`);
}

function isShared(tokens: Tokens): boolean {
  const all = [...tokens.values()].flatMap((own) => [...new Set(own.map((token) => token.reveal()))]);
  return new Set(all).size < all.length;
}
