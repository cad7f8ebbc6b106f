/** Codes of gRPC. */
export const DEADLINE_EXCEEDED = 4;
export const UNAVAILABLE = 14;

/** An error as the Temporal client throws it for a call that came to nothing. */
export const grpcError = (code: number, details: string): Error =>
  Object.assign(new Error(details), { code, details, metadata: {} });
