import type { DenialCode } from '../state/cards';
import type { World } from '../world';

/** A routing of charges, as the gateway names it (docs/gateway.md §2, §5.4, §10). */
export interface Acquirer {
  id: string;
  name: string;
  /** SiTef routings carry sitef_usn and receipts of the terminal; the others carry a tid. */
  viaSitef: boolean;
  /** The gateway's code for a denial on this routing (docs/gateway.md §2). */
  denialCode: DenialCode;
}

const acquirers = {
  bin_sitef: { id: '229', name: 'Bin', viaSitef: true, denialCode: '255' },
  cielo_ecommerce: { id: '201', name: 'Cielo e-Commerce', viaSitef: false, denialCode: '920' },
} as const satisfies Record<string, Acquirer>;

/** The routing in force, by setting. */
export function acquirerOf(world: World): Acquirer {
  return acquirers[world.settings.acquirer];
}
