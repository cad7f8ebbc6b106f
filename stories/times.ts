export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Longer than any month. */
export const MONTH_MS = 31 * DAY_MS;
/** Past day 14, when asking about a NIT ends and a person is called. */
export const PAST_THE_DEADLINE_MS = 15 * DAY_MS;
