import { IANAZone } from 'luxon';

const WEEK_MS = 7 * 86_400_000;
/** Offsets that are kept: ten years of weeks. */
const KEPT_MAX = 520;

/**
 * A time zone that remembers its offsets: luxon asks ICU for each moment anew, which is dear. No zone has changed its offset twice
 * within a week; where it is another one at the end of the week, each moment is asked about.
 */
export class SteadyZone extends IANAZone {
  readonly #kept = new Map<number, number>();

  override offset(epochMs: number): number {
    const week = Math.floor(epochMs / WEEK_MS);
    const before = this.#atStartOf(week);
    return before === this.#atStartOf(week + 1) ? before : super.offset(epochMs);
  }

  #atStartOf(week: number): number {
    const kept = this.#kept.get(week);
    if (kept !== undefined) return kept;
    const offset = super.offset(week * WEEK_MS);
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(week, offset);
    return offset;
  }
}
