import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';
import type { LedgerEntry } from '../state/ledger';
import { addDays, dateOf, type CalendarDate } from './calendar';

/**
 * The incident that one merchant's records show (docs/gateway.md §6): the schedules executed on one day are executed again, with
 * fresh NITs, on each of the following days.
 */
export interface Incident {
  /** The day whose executions are repeated, 'YYYY-MM-DD' in São Paulo. */
  firstDay: CalendarDate;
  /** How many following days repeat them, 1-27 (the records show 3). */
  repeatDays: number;
  /** Only these schedules. @default all that were executed on the first day */
  sids?: string[];
  /** Do the repeated charges move the gateway's counter, as its rule for confirmed and denied payments says? @default true */
  countTowardsTimes?: boolean;
  /**
   * Is a schedule repeated that is FIN by then, because it was its last execution? A FIN schedule is skipped, says the vendor;
   * but nobody knows what the incident did. @default false
   */
  finishedToo?: boolean;
}

/** One execution that an incident asks for. */
export interface Repetition {
  sid: string;
  /** The cycle that was executed on the first day, and is now charged again. */
  cycle: number;
  countsTowardsTimes: boolean;
  finishedToo: boolean;
}

function repeatDates(incident: Incident): CalendarDate[] {
  return Array.from({ length: incident.repeatDays }, (_, index) => addDays(incident.firstDay, index + 1));
}

function repetitionsOf(incident: Incident, ledger: readonly LedgerEntry[]): Repetition[] {
  const { firstDay, sids, countTowardsTimes = true, finishedToo = false } = incident;
  return ledger
    .filter(({ kind, repeated, at }) => kind === 'scheduled' && !repeated && dateOf(at) === firstDay)
    .filter(({ sid = '' }) => sids?.includes(sid) ?? true)
    .map(({ sid = '', cycle = 0 }) => ({ sid, cycle, countsTowardsTimes: countTowardsTimes, finishedToo }));
}

/** The armed incidents. */
export class IncidentBook {
  private incidents: Incident[] = [];

  add(incident: Incident): void {
    const { repeatDays } = incident;
    if (!Number.isInteger(repeatDays) || repeatDays < 1 || repeatDays > limits.maxRepetitionDays) {
      throw new SandboxError(
        'sandbox_invalid_option',
        `incident.repeatDays: give 1 to ${limits.maxRepetitionDays}`,
      );
    }
    this.incidents.push(incident);
  }

  clear(): void {
    this.incidents = [];
  }

  /** What is to be executed once more on a day. */
  repetitionsOn(day: CalendarDate, ledger: readonly LedgerEntry[]): Repetition[] {
    return this.incidents
      .filter((incident) => repeatDates(incident).includes(day))
      .flatMap((incident) => repetitionsOf(incident, ledger));
  }

  /** The days from `from` on which something will be repeated. */
  repeatDatesFrom(from: CalendarDate, ledger: readonly LedgerEntry[]): CalendarDate[] {
    return this.incidents
      .filter((incident) => repetitionsOf(incident, ledger).length > 0)
      .flatMap(repeatDates)
      .filter((day) => day >= from);
  }
}
