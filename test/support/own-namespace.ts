import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { createLogger } from '../../program/log/logger';
import { ensureSearchAttributes } from '../../worker/search-attributes';
import { eventually } from './eventually';
import { temporalAddress } from './run-environment';

/** A namespace of its own on the server that the whole run shares, ready for subscriptions. */
export async function ownNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const address = temporalAddress();
  const [connection, native] = [
    await Connection.connect({ address }),
    await NativeConnection.connect({ address }),
  ];
  try {
    const workflowExecutionRetentionPeriod = msToTs('1 day');
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    const logger = createLogger('error', { write: () => undefined });
    const { workflow } = new Client({ connection, namespace });
    await eventually('the namespace is known, with its search attributes', () =>
      ensureSearchAttributes({ connection: native, namespace, logger })
        .then(() => workflow.count(`${SEARCH_ATTRIBUTES.merchant.name} = 'nobody'`))
        .then(
          () => true,
          () => false,
        ),
    );
    return namespace;
  } finally {
    await connection.close();
    await native.close();
  }
}
