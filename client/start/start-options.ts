import { LOOKED_AT_LATER, YES_OR_NO, oneOf, type Checks } from '../check-options';

/** How a start treats what may be a mistake. Nothing of it is a property of the subscription. */
export interface StartOptions {
  /**
   * Starts although no worker serves the merchant: its calls wait until one does.
   *
   * @default false
   */
  anyway?: boolean;
  /**
   * Which attempt at the order this is. After an attempt that ended as `rejected`, and moved no money, the same order may be started once
   * more: 2 after the first one, and so on up to 10. Card, payer and terms may differ. Repeating it is as safe as repeating a first start.
   *
   * @default 1
   */
  attempt?: number;
  /**
   * What to do where the same payer was sold the same terms within the last ten minutes, under another order id: `warn` starts, and says so
   * in `similarTo`; `refuse` throws SimilarStartError.
   *
   * @default "warn"
   */
  ifSimilar?: 'warn' | 'refuse';
}

export const START_OPTIONS: Checks<StartOptions> = {
  anyway: YES_OR_NO,
  attempt: LOOKED_AT_LATER,
  ifSimilar: oneOf('warn', 'refuse'),
};

/** What the answer of a start says that a person may want to know. Nothing was held up by it. */
export interface StartNote {
  code: 'charged_twice_at_once' | 'merchant_not_served' | 'similar_start';
  message: string;
}

/** Another subscription of the same payer and terms. */
export interface SimilarStart {
  orderId: string;
  /** ISO 8601, UTC. */
  startedAt: string;
}

/** What a start would come to that is not refused. */
export interface StartLook {
  /** The same start has arrived before: it would be answered with what is there, and start nothing. */
  exists: boolean;
  /** What the answer would say beside itself; absent where there is nothing. */
  notes?: StartNote[];
  similarTo?: SimilarStart[];
}
