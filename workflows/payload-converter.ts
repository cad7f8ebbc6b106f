import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import { Undecodable } from '../contract/checks/undecodable';

/** Other encodings of Temporal's own SDKs. Messages of a subscription are `json/plain`. */
const NEVER_OURS: ReadonlySet<string | undefined> = new Set([undefined, 'json/protobuf', 'binary/protobuf']);

/**
 * Reads a payload inside of a workflow. The converter of the SDK throws at what it cannot read, which fails the workflow task, and that
 * is tried again for ever: nobody is told, and the failure repeats a part of the payload.
 *
 * An encoding that is not known may be that of a codec which this worker was not given. It is not refused: the subscription waits
 * for a worker that has it.
 */
function read(payload: Payload): unknown {
  if (NEVER_OURS.has(encodingOf(payload))) return new Undecodable();
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch (error) {
    // Not JSON, although it says so.
    if (error instanceof SyntaxError) return new Undecodable();
    throw error;
  }
}

function encodingOf({ metadata }: Payload): string | undefined {
  const encoding = metadata?.['encoding'];
  return encoding === undefined ? undefined : String.fromCharCode(...encoding);
}

/** Taken by name when the workflow code is bundled (worker/workflow-bundling.ts). */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: (payload) => read(payload) as never,
};
