import type { NewStart, SubscriptionStart } from '../contract/input';
import type { CardScript, SandboxControl } from '../sandbox/control';
import { until } from './until';
import type { World } from './world';

type Route = Parameters<SandboxControl['addFault']>[0]['route'];

/** How long the answer to a create is held while something changes behind it, real milliseconds. */
const HOLD_CREATE_MS = 300;

/** The gateway executes a call of this order, and its answer gets lost on the way back. */
export const loseReplyOf = (world: World, route: Route, orderId: string): Promise<string> =>
  world.sandbox.control.addFault({ route, kind: 'execute_then_drop', orderId });

/** A call of this order gets lost on its way to the gateway, as often as is said. */
export const loseOnTheWay = (world: World, route: Route, orderId: string, times = 1): Promise<string> =>
  world.sandbox.control.addFault({ route, kind: 'reset_before', orderId, times });

/** The gateway answers a route with HTTP 500 until the faults are cleared. */
export const silence = (world: World, route: Route): Promise<string> =>
  world.sandbox.control.addFault({ route, kind: 'error_500', times: 'always' });

/** Nothing reaches the gateway any more, until the faults are cleared. */
export const makeUnreachable = (world: World): Promise<string> =>
  world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });

const DENIED = { kind: 'deny', authorizerCode: '51' } as const;

/** The issuer denies the first payment of this order: insufficient funds. */
export const denyFirstPayment = (world: World, order: NewStart): Promise<void> =>
  script(world, order, { payment: DENIED });

/** The issuer denies one execution of this order, counted from 1: insufficient funds. */
export const denyExecution = (world: World, order: NewStart, execution: number): Promise<void> =>
  script(world, order, { onExecution: { [execution]: DENIED } });

/** The issuer cannot be reached at one execution of this order, counted from 1. */
export const failExecution = (world: World, order: NewStart, execution: number): Promise<void> =>
  script(world, order, { onExecution: { [execution]: { kind: 'error' } } });

/** Says how the card of an order behaves for that order; the sandbox knows it by its token. */
async function script(
  world: World,
  { orderId, card }: NewStart,
  behaviour: Omit<CardScript, 'orderId'>,
): Promise<void> {
  if (card.kind !== 'carat_token') throw new Error('only a stored card has a token to name it by');
  await world.sandbox.control.scriptCard(card.token, { orderId, ...behaviour });
}

/**
 * Starts a subscription and changes something between its create and what comes next: while the answer to the create is held,
 * nothing else can have been sent.
 */
export async function changeAfterCreate(
  world: World,
  order: SubscriptionStart,
  change: () => Promise<unknown>,
): Promise<void> {
  const { control } = world.sandbox;
  const { orderId } = order;
  await control.addFault({ route: 'create', kind: 'hold', orderId, holdMs: HOLD_CREATE_MS });
  await world.subscriptions.start(order);
  await until('the create is held', async () => (await control.requests({ route: 'create' })).length > 0);
  await change();
  await world.begin(order);
}
