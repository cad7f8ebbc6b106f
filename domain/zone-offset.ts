const HOUR_MS = 3_600_000;
const HOURS_OF_WEEK = 168;
/** Offsets that are kept: a life asks about each of its weeks, and about single hours of those in which the offset changes. */
const KEPT_MAX = 500;

/**
 * The offset of a time zone from UTC, by the rules that the ICU of Node holds. Asking ICU is the dearest thing that domain code does,
 * so it is asked once a week: no zone has changed its offset twice within a week. Where the offset is another one at the end of the
 * week, each hour is asked about once: zones change on the hour only.
 */
export class ZoneOffset {
  readonly #zone: string;
  readonly #kept = new Map<number, number>();
  #format: Intl.DateTimeFormat | undefined;

  /** @param zone - IANA name */
  constructor(zone: string) {
    this.#zone = zone;
  }

  /** The offset at an instant, milliseconds: below zero west of Greenwich. Right for years in which offsets are whole minutes. */
  at(epochMs: number): number {
    const hour = Math.floor(epochMs / HOUR_MS);
    const week = Math.floor(hour / HOURS_OF_WEEK) * HOURS_OF_WEEK;
    const before = this.#ofHour(week);
    return before === this.#ofHour(week + HOURS_OF_WEEK) ? before : this.#ofHour(hour);
  }

  /** The instant at which clocks of the zone show a time, that time given as if it were UTC. A time that is skipped is the one after. */
  instantOf(wallMs: number): number {
    const guess = wallMs - this.at(wallMs);
    return wallMs - this.at(guess);
  }

  #ofHour(hour: number): number {
    const kept = this.#kept.get(hour);
    if (kept !== undefined) return kept;
    const offset = this.#ask(hour * HOUR_MS);
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(hour, offset);
    return offset;
  }

  #ask(epochMs: number): number {
    this.#format ??= new Intl.DateTimeFormat('en-US', {
      timeZone: this.#zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.#format.formatToParts(epochMs)) parts[type] = Number(value);
    const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN } = parts;
    return Date.UTC(year, month - 1, day, hour, minute) - epochMs;
  }
}
