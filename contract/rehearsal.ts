/**
 * What `npm start` writes into the data of its Temporal namespace, and nothing else does: where its rehearsal door is, and the word
 * that opens it. A server that has none, or whose door does not take the word, is no development stack that runs.
 */
export const REHEARSAL_KEY = 'carat-development-stack';

/** The door as JSON under that key. */
export interface RehearsalDoor {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  /** New at each start. */
  token: string;
}

/** What can be rehearsed; each is `POST <url>/<action>` with a JSON object. */
export const REHEARSAL_ACTIONS = [
  'status',
  'advance',
  'deny-next',
  'lose-next-reply',
  'outage',
  'recover',
  'make-blocked',
  'repeat-executions',
  'portal',
  'silence',
  'odd-answers',
  'temporal',
] as const;
export type RehearsalAction = (typeof REHEARSAL_ACTIONS)[number];

/** The calls whose reply can be lost, by the names of the sandbox. */
export const LOSABLE_CALLS = ['create', 'pay', 'activate', 'confirm', 'undo', 'edit', 'refund'] as const;

/** What somebody may set a schedule to in the vendor's portal. */
export const PORTAL_STATUSES = ['ATV', 'INA'] as const;

/** How the gateway is out of reach: takes no connection, is not trusted, does not accept the keys; or no worker takes a call. */
export const OUTAGES = ['no-connection', 'untrusted', 'credentials', 'full-queue'] as const;

/** What of a schedule is told oddly: a status that does not belong there, that it has failed, no date or amount that can be read, an execution too many. */
export const ODD_ANSWERS = ['status', 'failed', 'next-date', 'amount', 'counter'] as const;

/** What the gateway does not answer about: anything, or the charges alone. */
export const SILENCES = ['everything', 'charges'] as const;

/** What somebody may do to a workflow in Temporal. */
export const TEMPORAL_CALLS = ['cancel', 'terminate'] as const;

/** Whole numbers that an action takes: the days of one move, the seconds of an outage, the days on which an execution is repeated, the cents of an amount. */
export const REHEARSAL_RANGES = {
  advance: { min: 0, max: 732 },
  outage: { min: 1, max: 3_600 },
  'repeat-executions': { min: 1, max: 20 },
  portal: { min: 1, max: 999_999_999_999 },
} as const satisfies Partial<Record<RehearsalAction, { min: number; max: number }>>;

/** What an action says: what is so now, one sentence each. */
export interface RehearsalAnswer {
  told: string[];
}

/** Why an action was refused. */
export interface RehearsalRefusal {
  refused: { message: string; nextStep: string };
}
