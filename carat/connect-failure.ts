import type { NotSentReason } from './outcome';

/** The connection never came up: no request was ever given it. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';
  readonly reason: NotSentReason;

  constructor(reason: NotSentReason) {
    super(`no connection: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Names the reason of an error before TLS: only the label comes from its code; that nothing was sent does not depend on it. A
 * host with several addresses fails with one error for each.
 */
export function beforeTls(errors: readonly NodeJS.ErrnoException[]): ConnectFailure {
  const some = (test: (error: NodeJS.ErrnoException) => boolean): boolean => errors.some(test);
  if (some(({ syscall }) => syscall?.startsWith('getaddrinfo') === true)) return new ConnectFailure('dns');
  if (some(({ code }) => code === 'ECONNREFUSED')) return new ConnectFailure('connection_refused');
  return new ConnectFailure(some(({ code }) => code === 'ETIMEDOUT') ? 'connect_timeout' : 'unreachable');
}

/**
 * Names the reason of an error while TLS comes up. A certificate that is not trusted, has expired or is another host's, and a
 * version that is too old, are `tls`: they do not go away by themselves. A line that breaks does.
 */
export function duringTls(error: NodeJS.ErrnoException): ConnectFailure {
  const isBrokenLine = error.syscall !== undefined || error.code === 'ECONNRESET';
  return isBrokenLine ? beforeTls([error]) : new ConnectFailure('tls');
}
