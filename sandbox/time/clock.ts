import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';
import type { Instant } from './calendar';

/** 'manual': time stands still until it is moved. 'follow': runs with real time plus an offset. */
export type ClockMode = 'manual' | 'follow';

/** Refuses a date that is none, or that would break the comparison of instants as texts (sandbox_invalid_time). */
function checkedStart(start: Date): Date {
  const year = start.getUTCFullYear();
  if (year >= 0 && year < limits.clockEndYear) return start;
  throw new SandboxError('sandbox_invalid_time', `now: give a Date before the year ${limits.clockEndYear}`);
}

/**
 * What time it is at the simulated gateway. Only the agenda moves it, because everything due in between has to
 * happen on the way.
 */
export class SandboxClock {
  private instantMs: number;
  private instant: Instant;
  private offsetMs = 0;
  private currentMode: ClockMode = 'manual';

  constructor(start: Date) {
    this.instantMs = checkedStart(start).getTime();
    this.instant = start.toISOString();
  }

  get mode(): ClockMode {
    return this.currentMode;
  }

  /** The instant up to which everything has happened. */
  now(): Instant {
    return this.instant;
  }

  /** The instant at which the clock should stand: later than now() only while it follows real time. */
  target(): Instant {
    if (this.currentMode === 'manual') return this.now();
    return new Date(Math.max(this.instantMs, Date.now() + this.offsetMs)).toISOString();
  }

  setMode(mode: ClockMode): void {
    this.currentMode = mode;
    this.offsetMs = this.instantMs - Date.now();
  }

  /** Moves to an instant; a move beyond the running target shifts the offset with it. */
  moveTo(instant: Instant): void {
    this.instantMs = Date.parse(instant);
    this.instant = instant;
    if (this.instantMs > Date.now() + this.offsetMs) this.offsetMs = this.instantMs - Date.now();
  }

  /** Back to the start, standing still. */
  reset(start: Date): void {
    this.instantMs = start.getTime();
    this.instant = start.toISOString();
    this.currentMode = 'manual';
  }
}
