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
 * when it asks nothing, and while the portal says that a charge will be tried again: that is for nobody to say yet.
 */
export async function findOut(
  view: SubscriptionView,
  gateway: SandboxControl,
): Promise<FoundOut | undefined> {
  const { blocked } = view;
  if (blocked !== undefined && blocked.call !== 'charge')
    return { call: blocked.call, ...(await truthOf(blocked.call, view, gateway)) };
  const nit = unknownCharge(view);
  if (nit === undefined || (await isTriedAgain(nit, gateway))) return undefined;
  const charge = await lastChargeOf(nit, gateway);
  return { call: 'charge', nit, happened: charge?.state === 'confirmed' && !charge.reversed };
}

async function truthOf(
  call: string,
  view: SubscriptionView,
  gateway: SandboxControl,
): Promise<Omit<FoundOut, 'call'>> {
  const { nit = '', sid = '' } = view.gateway;
  const charge = await lastChargeOf(nit, gateway);
  switch (call) {
    case 'pay':
      return { nit, happened: charge?.outcome === 'approved' };
    case 'confirm':
      return { nit, happened: charge?.state === 'confirmed' };
    case 'undo':
      return { nit, happened: charge?.state === 'undone' };
    case 'refund':
      return truthOfRefund(view, gateway);
    case 'activate':
      return { happened: RUNS_OR_RAN.includes(await statusOf(sid, gateway)) };
    default:
      return { happened: undefined };
  }
}

/** The first refund of which nobody knows what became of it. */
async function truthOfRefund(
  { refunds }: SubscriptionView,
  gateway: SandboxControl,
): Promise<Omit<FoundOut, 'call'>> {
  const { nit } = refunds.find(({ state, doubt }) => state === 'under_way' && doubt !== undefined) ?? {};
  if (nit === undefined) return { happened: undefined };
  return { nit, happened: (await lastChargeOf(nit, gateway))?.state === 'confirmed' };
}

/** The oldest charge whose outcome the gateway no longer tells. */
function unknownCharge({ ledger }: SubscriptionView): string | undefined {
  const charges = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  return charges.find(({ outcome }) => outcome === 'unknown')?.nit;
}

const isTriedAgain = async (nit: string, gateway: SandboxControl): Promise<boolean> =>
  (await gateway.transactions()).some((one) => one.nit === nit && one.status === 'RET');

const RUNS_OR_RAN: readonly string[] = ['ATV', 'INA', 'FIN'];

const statusOf = async (sid: string, gateway: SandboxControl): Promise<string> =>
  (await gateway.schedules()).find((schedule) => schedule.sid === sid)?.status ?? '';

const lastChargeOf = async (nit: string, gateway: SandboxControl): Promise<LedgerEntry | undefined> =>
  (await gateway.ledger()).filter((charge) => charge.nit === nit).at(-1);
