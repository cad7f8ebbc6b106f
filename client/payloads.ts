import { arrayFromPayloads, type Payload } from '@temporalio/common';
import type { TemporalAccess } from './access';
import { UnexpectedAnswerError } from './errors/temporal-errors';

const SAME_CODEC = 'Give this client the payload codec of the one that started the subscription.';

/**
 * What stands in payloads of a workflow, as its codecs and its converter read them.
 *
 * @throws UnexpectedAnswerError where they were written with a codec that this client does not have
 */
export async function valuesIn(
  { client }: TemporalAccess,
  workflowId: string,
  encoded: Payload[] | null | undefined,
): Promise<unknown[]> {
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  try {
    let payloads = encoded ?? [];
    // The last codec has encoded last.
    for (const codec of [...payloadCodecs].reverse()) payloads = await codec.decode(payloads, context);
    return arrayFromPayloads(payloadConverter, payloads, context);
  } catch (error) {
    throw new UnexpectedAnswerError(`what ${workflowId} was started with cannot be read`, error, SAME_CODEC);
  }
}
