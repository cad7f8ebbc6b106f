import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils';

/** A history in the JSON of `temporal workflow show -o json`. */
export interface HistoryJson {
  events: unknown[];
}

interface ProtoJson {
  toJson(type: unknown, message: History): HistoryJson;
  fromJson(type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }): History;
}

/**
 * The conversion of the SDK (`@temporalio/common/lib/proto-utils`) fails with "type must be a Type" where npm installs
 * protobufjs once for each @temporalio package, as it does here: a message type is only known to the copy that made it.
 * So the copy of the package with the message types is asked.
 */
const requireAsProto = createRequire(require.resolve('@temporalio/proto'));
const protoJson = requireAsProto('protobufjs/ext/protojson') as ProtoJson;
const root = requireAsProto('@temporalio/proto') as { lookupType(name: string): unknown };
const HISTORY = root.lookupType('temporal.api.history.v1.History');

/** A history as JSON; every field is kept. */
export const historyToJson = (history: History): HistoryJson => protoJson.toJson(HISTORY, history);

/**
 * A history from JSON. Fields that this SDK does not know, of a newer server, are left out.
 *
 * @throws Error when it is not the JSON of a history
 */
export function historyFromJson(json: unknown): History {
  const { events = [] } = (json ?? {}) as Partial<HistoryJson>;
  if (!Array.isArray(events) || events.length === 0) throw new Error('there are no events');
  return protoJson.fromJson(HISTORY, json, { ignoreUnknownFields: true });
}
