/** Every limit of the doors, each with its unit (R10). */
export const LIMITS = {
  /** Largest body of a post, bytes. Two receipts of 4,000 characters and every text at its longest are 32 KB (docs/gateway.md §6). */
  bodyBytes: 64 * 1024,
  /** Fields of a post; the longest documented one has 25. */
  fields: 100,
  /** Characters of one field as sent, its name included. */
  fieldChars: 16 * 1024,
  /** All headers of a request together, bytes. */
  headerBytes: 8 * 1024,
  /** Characters of one part of a path; a token has 128 at most. */
  pathPartChars: 200,
  /** How long the headers, and the whole request, may take to arrive, milliseconds; and how often that is looked at. */
  headersMs: 10_000,
  requestMs: 15_000,
  arrivalLookEveryMs: 500,
  /** How long a connection that says nothing is kept, milliseconds. */
  idleMs: 5_000,
  /** Connections that are open at the same time; more are closed at once. */
  connections: 200,
  /** How long a post waits for its answer, milliseconds. The gateway waits for 60 s at most (docs/gateway.md §12). */
  answerMs: 20_000,
  /** Of that, how long the subscription may take to say what a post would add, milliseconds. */
  questionMs: 5_000,
  /** Posts that wait for their turn at one subscription. */
  waitingPerSubscription: 20,
  /** Posts in an hour that one subscription is sent although it could not be asked what they would add. */
  unansweredPerHour: 6,
  /** Subscriptions whose hour is counted; the one that was longest ago is forgotten first. */
  countedSubscriptions: 10_000,
  /** Subscriptions that are looked at for one SID. */
  subscriptionsPerSid: 5,
  /** Merchants that one process serves. */
  merchants: 200,
  /** Tokens of one merchant that are valid at the same time. */
  tokensPerMerchant: 4,
  /** Characters of a token: 32 hexadecimal digits are 128 bits. */
  tokenCharsMin: 32,
  tokenCharsMax: 128,
  /** Different characters that a token has at least: it is meant to be random. */
  tokenVariety: 8,
  /** Largest file of tokens, of a certificate and of its key, bytes. */
  tokenFileBytes: 4 * 1024,
  tlsFileBytes: 256 * 1024,
  /** Proxies that are trusted. */
  proxies: 20,
  /** One question whether Temporal is there, milliseconds. */
  readyMs: 3_000,
  /** Connections to the endpoint of health and metrics. */
  opsConnections: 20,
  shutdownGraceSecondsMax: 120,
} as const;

/** What a setting is when neither the file nor the environment names it. */
export const DEFAULTS = {
  listenAddress: '127.0.0.1:8445',
  opsAddress: '127.0.0.1:9466',
  logLevel: 'info',
  /** A post is answered within 20 s. */
  shutdownGraceSeconds: 25,
} as const;
