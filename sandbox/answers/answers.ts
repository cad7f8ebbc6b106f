import { gatewayMessages, type GatewayRefusal } from './codes';

/** A JSON object as the gateway sends it: every value a string, an array of strings, or an object of the same kind. */
export interface WireObject {
  [field: string]: string | string[] | WireObject | WireObject[];
}

/** What the gateway did with a request, and what it answers. */
export interface GatewayAnswer {
  httpStatus: number;
  body: WireObject;
  /** Was something created, charged, confirmed, undone or activated? */
  executed: boolean;
}

/** Success: code "0" and the objects of the answer (docs/gateway.md §10). */
export function success(
  objects: WireObject,
  options: { httpStatus?: number; executed: boolean },
): GatewayAnswer {
  const { httpStatus = 200, executed } = options;
  return { httpStatus, executed, body: { code: '0', message: gatewayMessages['0'], ...objects } };
}

/** Refusal: the code, and nothing done. */
export function refusal(
  { gatewayCode, httpStatus, message }: GatewayRefusal,
  objects: WireObject = {},
): GatewayAnswer {
  return { httpStatus, executed: false, body: { code: gatewayCode, message, ...objects } };
}
