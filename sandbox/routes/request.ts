import type { Epoch } from '../epoch';
import type { OtherTerms } from '../other-terms';
import type { SandboxMerchant } from '../state/merchants';
import type { World } from '../world';

/** One authenticated request for an endpoint. */
export interface GatewayRequest {
  world: World;
  merchant: SandboxMerchant;
  /** The NIT or SID in the path; '' where there is none. */
  id: string;
  query: URLSearchParams;
  body: string;
  /** The time it came in; long authorisations end with it. */
  epoch: Epoch;
  /** A fault: the gateway keeps these terms instead of those that it is given. */
  otherTerms?: OtherTerms;
}
