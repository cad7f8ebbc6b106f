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
  needsAttention: defineSearchAttributeKey('CaratNeedsAttention', SearchAttributeType.BOOL),
} as const;
