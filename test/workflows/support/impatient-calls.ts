import { CALL_POLICIES as AS_RELEASED, type CallPolicy } from '../../../workflows/call-policies';

/** How long a call waits for a worker here, milliseconds: a server does not skip the time of a call that is scheduled. */
const WAIT_FOR_WORKER_MS = 1_000;

export { COUNT_POLLERS_POLICY } from '../../../workflows/call-policies';

/** The calls as they are, but that they wait a second for a worker instead of 15 minutes. */
export const CALL_POLICIES = Object.fromEntries(
  Object.entries<CallPolicy>(AS_RELEASED).map(([call, policy]) => [
    call,
    policy.scheduleToStartMs === undefined ? policy : { ...policy, scheduleToStartMs: WAIT_FOR_WORKER_MS },
  ]),
);
