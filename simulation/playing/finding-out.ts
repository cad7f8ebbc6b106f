import type { SubscriptionView } from '../../contract/view';
import type { World } from '../../sandbox/world';

/** What a person who looks into the vendor's portal can answer. */
export interface FoundOut {
  /** What the question is about. */
  call: string;
  nit?: string;
  /** Undefined where the books do not tell: then the gateway is asked once more. */
  happened: boolean | undefined;
}

/**
 * Answers the open question of a subscription from the gateway's own books, never from what the subscription believes. Undefined
 * when it asks nothing.
 */
export function findOut(view: SubscriptionView, world: World): FoundOut | undefined {
  const { blocked } = view;
  if (blocked !== undefined && blocked.call !== 'charge')
    return { call: blocked.call, ...truthOf(blocked.call, view, world) };
  const unknown = unknownCharge(view);
  return unknown === undefined
    ? undefined
    : { call: 'charge', nit: unknown, happened: wasPaid(world, unknown) };
}

function truthOf(
  call: string,
  { gateway: { nit = '', sid = '' } }: SubscriptionView,
  world: World,
): Omit<FoundOut, 'call'> {
  const charge = world.ledger.lastOf(nit);
  switch (call) {
    case 'pay':
      return { nit, happened: charge?.outcome === 'approved' };
    case 'confirm':
      return { nit, happened: charge?.state === 'confirmed' };
    case 'undo':
      return { nit, happened: charge?.state === 'undone' };
    case 'activate':
      return { happened: ['ATV', 'INA', 'FIN'].includes(world.schedules.find(sid)?.status ?? '') };
    default:
      return { happened: undefined };
  }
}

/** The oldest charge whose outcome the gateway no longer tells. */
function unknownCharge({ ledger }: SubscriptionView): string | undefined {
  const charges = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  return charges.find(({ outcome }) => outcome === 'unknown')?.nit;
}

const wasPaid = (world: World, nit: string): boolean => {
  const charge = world.ledger.lastOf(nit);
  return charge?.state === 'confirmed' && !charge.reversed;
};
