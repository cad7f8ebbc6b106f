import type { IsoInstant } from '../calendar';
import type { Nit, Sid } from '../ids';
import type { EndState } from '../subscription/states';

/** The ids that the gateway gave at the creation, and when. */
export interface GatewayIds {
  sid: Sid;
  nit?: Nit;
  createdAtMs: number;
}

type Paid = GatewayIds & { nit: Nit };

/** Where a subscription stands between its start and its end. What a stage needs is part of it. */
export type Opening =
  | { stage: 'creating'; sinceMs: number }
  /** An existing schedule is being taken over: the gateway is asked what it is. */
  | { stage: 'adopting'; sinceMs: number; ids: GatewayIds; asked: number; askAtMs: number }
  | { stage: 'paying'; sinceMs: number; ids: Paid }
  | { stage: 'activating'; sinceMs: number; ids: GatewayIds }
  | {
      stage: 'awaiting_confirmation';
      sinceMs: number;
      ids: Paid;
      confirmBy?: IsoInstant;
      /** It was said to be undone, and the gateway tells otherwise. */
      isReopened?: true;
    }
  | { stage: 'running'; sinceMs: number; ids: GatewayIds; confirmBy?: IsoInstant }
  /** Ended as far as the calls go; the gateway is asked for what the end claims. */
  | {
      stage: 'ending';
      sinceMs: number;
      as: EndState;
      ids: GatewayIds;
      confirmBy?: IsoInstant;
      /** Questions so far, and when the next one is due; at once without it. */
      asked?: number;
      askAtMs?: number;
      /** The status that says that nothing is decided, where an answer told one and none has decided since. */
      undecided?: string;
      /** A person alone says how it ends; the gateway has told nothing of the kind. */
      isClaimed?: true;
    }
  | { stage: 'ended'; sinceMs: number; as: EndState; ids?: GatewayIds; confirmBy?: IsoInstant };

/** Whether the gateway may tell otherwise yet than an end claims: it has not decided, or a person alone says how it ends. */
export const isOpenEnd = ({
  undecided,
  isClaimed,
}: Pick<Extract<Opening, { stage: 'ending' }>, 'undecided' | 'isClaimed'>): boolean =>
  undecided !== undefined || isClaimed === true;

export const idsOf = (opening: Opening): GatewayIds | undefined =>
  opening.stage === 'creating' ? undefined : opening.ids;

/** The deadline of a decision about an authorised payment. */
export const confirmByOf = (opening: Opening): IsoInstant | undefined =>
  'confirmBy' in opening ? opening.confirmBy : undefined;
