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
  needsAttention: defineSearchAttributeKey('CaratNeedsAttention', SearchAttributeType.BOOL),
} as const;
