import { setTimeout as pause } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes';
import { WORKER_ERRORS, WorkerError } from './errors';
import { grpcStatus, STATUS } from './grpc-status';
import { LIMITS } from './limits';
import type { ProgramLogger } from '../program/log/logger';
import { INDEXED_VALUE_TYPES } from './search-attribute-types';

interface Options {
  connection: Pick<NativeConnection, 'operatorService' | 'withDeadline'>;
  namespace: string;
  logger: ProgramLogger;
}

/** Name → type, as the server numbers types. */
type Attributes = Map<string, number>;

/**
 * Registers the search attributes of the subscriptions that the namespace does not have yet. Two workers may do so at
 * the same time. Where these credentials may not even look, it says so in the log and goes on: an operator who locks
 * the namespace down that far has registered them.
 *
 * @throws WorkerError `search_attributes_missing`, with the command that registers them; `search_attribute_wrong_type`.
 */
export async function ensureSearchAttributes(options: Options): Promise<void> {
  const { namespace, logger } = options;
  const missing = missingIn(await look(options), namespace);
  if (missing === undefined) {
    const command = createCommand(namespace, wanted());
    logger.warn(
      { namespace, command },
      'search attributes cannot be listed with these credentials; taken to exist',
    );
    return;
  }
  if (missing.size === 0) return;
  await add(options, missing);
  await waitUntilVisible(options);
  logger.info({ namespace, added: [...missing.keys()] }, 'search attributes registered');
}

/** What the namespace has; undefined where it may not be asked. */
async function look({ connection, namespace }: Options): Promise<Attributes | undefined> {
  try {
    const { customAttributes } = await bounded(connection, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    return new Map(Object.entries(customAttributes));
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

async function add(options: Options, missing: Attributes): Promise<void> {
  const { connection, namespace } = options;
  try {
    const searchAttributes = Object.fromEntries(missing);
    await bounded(connection, () =>
      connection.operatorService.addSearchAttributes({ namespace, searchAttributes }),
    );
  } catch (error) {
    // Another worker may have been faster.
    const still = missingIn(await look(options), namespace);
    if (still?.size === 0 || grpcStatus(error) === STATUS.alreadyExists) return;
    throw isForbidden(error) ? notRegistered(namespace, missing, 'may not register them', error) : error;
  }
}

/** The server answers before all of it knows: a start that names an attribute too early would be refused. */
async function waitUntilVisible(options: Options): Promise<void> {
  const giveUpAt = performance.now() + LIMITS.attributesVisibleMs;
  for (;;) {
    const missing = missingIn(await look(options), options.namespace);
    if (missing === undefined || missing.size === 0) return;
    if (performance.now() > giveUpAt)
      throw notRegistered(options.namespace, missing, 'registered them in vain');
    await pause(LIMITS.attributesLookEveryMs);
  }
}

function missingIn(found: Attributes | undefined, namespace: string): Attributes | undefined {
  if (found === undefined) return undefined;
  const wrong = [...wanted()].filter(([name, type]) => found.has(name) && found.get(name) !== type);
  if (wrong.length > 0)
    throw wrongType(
      namespace,
      wrong.map(([name]) => name),
    );
  return new Map([...wanted()].filter(([name]) => !found.has(name)));
}

function wanted(): Attributes {
  return new Map(
    Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type].number]),
  );
}

const isForbidden = (error: unknown): boolean => {
  const status = grpcStatus(error);
  return (
    status === STATUS.permissionDenied || status === STATUS.unauthenticated || status === STATUS.unimplemented
  );
};

async function bounded<T>(connection: Options['connection'], ask: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + LIMITS.temporalCallMs, ask);
}

function notRegistered(namespace: string, missing: Attributes, why: string, cause?: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.searchAttributesMissing,
    message: `the namespace "${namespace}" has no search attributes ${[...missing.keys()].join(', ')}, and this worker ${why}`,
    nextStep: `Let an operator run: ${createCommand(namespace, missing)}`,
    cause,
  });
}

function wrongType(namespace: string, names: readonly string[]): WorkerError {
  const types = Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => names.includes(name));
  const wanted = types.map(({ name, type }) => `${name} must be of type ${INDEXED_VALUE_TYPES[type].cli}`);
  return new WorkerError({
    code: WORKER_ERRORS.searchAttributeType,
    message: `search attributes of the namespace "${namespace}" have another type: ${wanted.join(', ')}`,
    nextStep:
      'Use a namespace of its own for the subscriptions, or remove these attributes and register them anew.',
  });
}

function createCommand(namespace: string, attributes: Attributes): string {
  const pairs = Object.values(SEARCH_ATTRIBUTES)
    .filter(({ name }) => attributes.has(name))
    .map(({ name, type }) => `--name ${name} --type ${INDEXED_VALUE_TYPES[type].cli}`);
  return `temporal operator search-attribute create --namespace ${namespace} ${pairs.join(' ')}`;
}
