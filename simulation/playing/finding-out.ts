import type { SubscriptionView } from '../../contract/view';
import type { LedgerEntry, SandboxControl } from '../../sandbox/control';

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
export async function findOut(
  view: SubscriptionView,
  gateway: SandboxControl,
): Promise<FoundOut | undefined> {
  const { blocked } = view;
  if (blocked !== undefined && blocked.call !== 'charge')
    return { call: blocked.call, ...(await truthOf(blocked.call, view, gateway)) };
  const nit = unknownCharge(view);
  if (nit === undefined) return undefined;
  const charge = await lastChargeOf(nit, gateway);
  return { call: 'charge', nit, happened: charge?.state === 'confirmed' && !charge.reversed };
}

async function truthOf(
  call: string,
  { gateway: { nit = '', sid = '' } }: SubscriptionView,
  gateway: SandboxControl,
): Promise<Omit<FoundOut, 'call'>> {
  const charge = await lastChargeOf(nit, gateway);
  switch (call) {
    case 'pay':
      return { nit, happened: charge?.outcome === 'approved' };
    case 'confirm':
      return { nit, happened: charge?.state === 'confirmed' };
    case 'undo':
      return { nit, happened: charge?.state === 'undone' };
    case 'activate':
      return { happened: RUNS_OR_RAN.includes(await statusOf(sid, gateway)) };
    default:
      return { happened: undefined };
  }
}

/** The oldest charge whose outcome the gateway no longer tells. */
function unknownCharge({ ledger }: SubscriptionView): string | undefined {
  const charges = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  return charges.find(({ outcome }) => outcome === 'unknown')?.nit;
}

const RUNS_OR_RAN: readonly string[] = ['ATV', 'INA', 'FIN'];

const statusOf = async (sid: string, gateway: SandboxControl): Promise<string> =>
  (await gateway.schedules()).find((schedule) => schedule.sid === sid)?.status ?? '';

const lastChargeOf = async (nit: string, gateway: SandboxControl): Promise<LedgerEntry | undefined> =>
  (await gateway.ledger()).filter((charge) => charge.nit === nit).at(-1);
