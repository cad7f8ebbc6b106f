import { arrayFromPayloads, type Payload } from '@temporalio/common';
import type { TemporalAccess } from './access';

/**
 * What stands in payloads of a workflow, as its codecs and its converter read them.
 *
 * @throws what a codec throws that cannot decode them
 */
export async function valuesIn(
  { client }: TemporalAccess,
  workflowId: string,
  encoded: Payload[] | null | undefined,
): Promise<unknown[]> {
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  let payloads = encoded ?? [];
  // The last codec has encoded last.
  for (const codec of [...payloadCodecs].reverse()) payloads = await codec.decode(payloads, context);
  return arrayFromPayloads(payloadConverter, payloads, context);
}
