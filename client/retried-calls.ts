import {
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type NextCall = Parameters<Interceptor>[1];
type Call = ReturnType<NextCall>;
type Decider = ReturnType<typeof defaultGrpcRetryOptions>['retryableDecider'];
type Status = Parameters<Decider>[1];

const OPTIONS = defaultGrpcRetryOptions();

/**
 * Tries calls again as the client library does by itself. There, a call whose next try comes due after the connection was closed throws
 * from a timer: nobody can catch it, the process ends, and the call is never answered. Here it ends with what its last try came to.
 *
 * Read in `grpc-retry.ts` of @temporalio/client 1.24, and seen.
 */
const triedAgain: Interceptor = (options, nextCall) => {
  let last: Status | undefined;
  let isClosed = false;
  const retryableDecider: Decider = (attempt, status) => {
    last = status;
    return !isClosed && OPTIONS.retryableDecider(attempt, status);
  };
  const nextTry: NextCall = (tryOptions) => {
    try {
      return nextCall(tryOptions);
    } catch (error) {
      // The first try throws to whoever calls.
      if (last === undefined) throw error;
      isClosed = true;
      return endedWith(last);
    }
  };
  return makeGrpcRetryInterceptor({ ...OPTIONS, retryableDecider })(options, nextTry);
};

/** For every connection that we open. */
export const CALL_INTERCEPTORS: Interceptor[] = [triedAgain];

const nothing = (): void => undefined;

const endedWith = (status: Status): Call => ({
  start: (_metadata, listener) => listener?.onReceiveStatus?.(status),
  sendMessage: nothing,
  sendMessageWithContext: nothing,
  startRead: nothing,
  halfClose: nothing,
  cancelWithStatus: nothing,
  getPeer: () => '',
  getAuthContext: () => null,
});
