/**
 * Every limit of the client, each with its unit. A limit of the contract cites it; the others are ours and only
 * keep one call bounded.
 */
export const LIMITS = {
  /** DNS, TCP and TLS together. */
  connectTimeoutMs: 10_000,
  /** How long an address of the host is waited for alone, before the next one is tried beside it (RFC 8305). */
  nextAddressMs: 250,
  /** Addresses of the host that are tried for one connection. */
  addressesMax: 8,
  /** The vendor's rule: wait 60 s for the answer, then query (docs/gateway.md §12). */
  answerTimeoutMs: 60_000,
  /** The longest timeout that an option may ask for. */
  timeoutMaxMs: 600_000,
  /** The longest `Retry-After` that is believed; a longer one counts as this. */
  retryAfterMaxMs: 3_600_000,
  /** Two receipts of 4000 characters and a year of NITs fit many times. */
  answerBytesMax: 256 * 1024,
  /** One busy day of transactions: some 10,000 of 3 kB each, receipts and all. */
  listAnswerBytesMax: 32 * 1024 * 1024,
  requestBytesMax: 16 * 1024,
  /** Idle connections kept for reads. */
  idleConnectionsMax: 4,
  idleConnectionMs: 15_000,
  /** `message` < 500 AN (docs/gateway.md §10); a longer text is cut. */
  messageCharsMax: 500,
  /** `merchant_id` < 15 AN and `merchant_key` < 80 AN (docs/gateway.md §0). */
  merchantIdCharsMax: 15,
  merchantKeyCharsMax: 80,
  /** NIT and SID have 64 characters (docs/gateway.md §0); we bound them without insisting on the exact length. */
  idCharsMax: 128,
  /** `amount` < 12 N (docs/gateway.md §1): twelve digits of cents. */
  amountCentsMax: 999_999_999_999,
  /** `order_id` < 40 AN (docs/gateway.md §1). */
  orderIdCharsMax: 40,
  /** `merchant_usn` < 12 N (docs/gateway.md §1). */
  merchantUsnDigitsMax: 12,
  /** `authorizer_id` < 3 N (docs/gateway.md §1). */
  authorizerIdDigitsMax: 3,
  /** `installments` < 2 N (docs/gateway.md §1). */
  installmentsMax: 99,
  /** `card.number` < 19 N (docs/gateway.md §2). */
  cardNumberDigitsMin: 12,
  cardNumberDigitsMax: 19,
  /** `card.holder` < 30 AN (docs/gateway.md §2). */
  cardHolderCharsMax: 30,
  cardTokenCharsMax: 128,
  /** `merchant_data` < 20 AN (docs/gateway.md §7). */
  merchantDataCharsMax: 20,
  /** `esitef_usn` = 15 digits (docs/gateway.md §0). */
  esitefUsnDigitsMax: 15,
  /** Not documented; ours. */
  storeIdentificationCharsMax: 40,
  softDescriptorCharsMax: 40,
  numberOfTimesMax: 9_999,
  intervalMonthsMax: 120,
  /** Days in one listing. Single-day windows are what real merchants ask for (docs/gateway.md §5). */
  listDaysMax: 31,
} as const;
