import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time';
import { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { createLogger } from '../../program/log/logger';
import { WORKER_ERRORS } from '../../worker/errors';
import { ensureSearchAttributes } from '../../worker/search-attributes';
import { temporalAddress } from '../support/run-environment';

const NAMES = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);
const KEYWORD = 2;
const DATETIME = 6;

let connection: NativeConnection;
let written: string[];

beforeAll(async () => {
  connection = await NativeConnection.connect({ address: temporalAddress() });
});

afterAll(async () => {
  await connection.close();
});

beforeEach(() => {
  written = [];
});

const logger = createLogger('info', { write: (line: string) => void written.push(line) });

/** A namespace of its own, as an operator has just created it. */
async function newNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  return namespace;
}

async function attributesOf(namespace: string): Promise<Record<string, number>> {
  return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
}

/** A connection whose operator service answers this; the rest of the world is a server that says no. */
function serverThat(operatorService: Record<string, () => Promise<unknown>>): NativeConnection {
  const withDeadline = <T>(_deadline: number, ask: () => Promise<T>): Promise<T> => ask();
  return { operatorService, withDeadline } as unknown as NativeConnection;
}

const no =
  (code: number): (() => Promise<never>) =>
  () =>
    Promise.reject(Object.assign(new Error('no'), { code }));

describe('the search attributes of the subscriptions', () => {
  it('are registered in a namespace that has none', async () => {
    const namespace = await newNamespace();
    await ensureSearchAttributes({ connection, namespace, logger });
    expect(Object.keys(await attributesOf(namespace))).toEqual(expect.arrayContaining(NAMES));
  });

  it('are left alone where they are all there', async () => {
    const namespace = await newNamespace();
    await ensureSearchAttributes({ connection, namespace, logger });
    written = [];
    await ensureSearchAttributes({ connection, namespace, logger });
    expect(written).toEqual([]);
  });

  it('are completed where some are missing, by several workers at once', async () => {
    const namespace = await newNamespace();
    const searchAttributes = { CaratMerchant: KEYWORD };
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    await Promise.all([1, 2, 3].map(() => ensureSearchAttributes({ connection, namespace, logger })));
    expect(Object.keys(await attributesOf(namespace))).toEqual(expect.arrayContaining(NAMES));
  });

  it('stop the worker where one has another type', async () => {
    const namespace = await newNamespace();
    const searchAttributes = { CaratMerchant: DATETIME };
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    await expect(ensureSearchAttributes({ connection, namespace, logger })).rejects.toMatchObject({
      code: WORKER_ERRORS.searchAttributeType,
      message: expect.stringContaining('CaratMerchant must be of type Keyword') as string,
    });
  });

  it('stop the worker that may not register them, with the command for an operator', async () => {
    const missing = serverThat({
      listSearchAttributes: () => Promise.resolve({ customAttributes: { CaratMerchant: KEYWORD } }),
      addSearchAttributes: no(7),
    });
    await expect(
      ensureSearchAttributes({ connection: missing, namespace: 'billing', logger }),
    ).rejects.toMatchObject({
      code: WORKER_ERRORS.searchAttributesMissing,
      message: expect.stringContaining('CaratState') as string,
      nextStep: expect.stringContaining(
        'temporal operator search-attribute create --namespace billing --name CaratState --type Keyword',
      ) as string,
    });
  });

  it('are taken to exist, with a warning, where nobody may even list them', async () => {
    const closed = serverThat({ listSearchAttributes: no(7) });
    await ensureSearchAttributes({ connection: closed, namespace: 'billing', logger });
    expect(written.join('')).toContain('temporal operator search-attribute create --namespace billing');
  });
});
