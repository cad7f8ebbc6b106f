/** The gRPC status codes that this folder tells apart (grpc.io, "Status codes and their use"). */
export const STATUS = {
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  unimplemented: 12,
  unauthenticated: 16,
} as const;

/** The gRPC status of an error of the Temporal connection, where it has one. */
export function grpcStatus(error: unknown): number | undefined {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'number' ? code : undefined;
}
