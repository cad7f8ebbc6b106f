import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/**
 * Search attributes of every subscription. They are never encrypted, so they carry no personal data (R7).
 * The worker registers those that are missing.
 */
export const SEARCH_ATTRIBUTES = {
  merchant: defineSearchAttributeKey('CaratMerchant', SearchAttributeType.KEYWORD),
  state: defineSearchAttributeKey('CaratState', SearchAttributeType.KEYWORD),
  scheduleStatus: defineSearchAttributeKey('CaratScheduleStatus', SearchAttributeType.KEYWORD),
  nextChargeDate: defineSearchAttributeKey('CaratNextChargeDate', SearchAttributeType.DATETIME),
  amountCents: defineSearchAttributeKey('CaratAmountCents', SearchAttributeType.INT),
  /** Of the schedule at the gateway: a post that names no order is told by it whose it is. */
  sid: defineSearchAttributeKey('CaratSid', SearchAttributeType.KEYWORD),
  /**
   * Of a schedule that was adopted under another order id than the gateway's: the gateway's, as far as a post carries it
   * (docs/gateway.md §6). A post names no SID.
   */
  gatewayOrderId: defineSearchAttributeKey('CaratGatewayOrderId', SearchAttributeType.KEYWORD),
  /**
   * Four bits of a digest of payer and terms (client/start/similar-starts.ts), so that starts that are alike are found among few. Whoever
   * may list subscriptions and has the ids of payers can leave out 15 of 16 of them for one, and not more (R7).
   */
  likeness: defineSearchAttributeKey('CaratLikeness', SearchAttributeType.KEYWORD),
  needsAttention: defineSearchAttributeKey('CaratNeedsAttention', SearchAttributeType.BOOL),
  /** Of the last charge that was decided. */
  lastOutcome: defineSearchAttributeKey('CaratLastOutcome', SearchAttributeType.KEYWORD),
  /** Absent means none. */
  deniedCycles: defineSearchAttributeKey('CaratDeniedCycles', SearchAttributeType.INT),
  /** Absent means nothing. */
  owedCents: defineSearchAttributeKey('CaratOwedCents', SearchAttributeType.INT),
  /** Of the last event: who reads the events of many subscriptions finds by it where there are new ones. */
  lastEvent: defineSearchAttributeKey('CaratLastEvent', SearchAttributeType.DATETIME),
} as const;
