import { addDays, dateOf, type CalendarDate } from './calendar';
import type { LedgerEntry } from '../state/ledger';

/**
 * The incident that one merchant's records show (carat-api.md §6): the schedules executed on one day are executed again, with fresh
 * NITs, on each of the following days.
 */
export interface Incident {
  /** The day whose executions are repeated, 'YYYY-MM-DD' in São Paulo. */
  firstDay: CalendarDate;
  /** How many following days repeat them (the records show 3). */
  repeatDays: number;
  /** Only these schedules. @default all that were executed on the first day */
  sids?: string[];
  /** Do the repeated charges move the gateway's counter, as its rule for confirmed and denied payments says? @default true */
  countTowardsTimes?: boolean;
}

/** The days on which an incident repeats its executions. */
function repeatDates(incident: Incident): CalendarDate[] {
  return Array.from({ length: incident.repeatDays }, (_, index) => addDays(incident.firstDay, index + 1));
}

/** The armed incidents. */
export class IncidentBook {
  private incidents: Incident[] = [];

  add(incident: Incident): void {
    this.incidents.push(incident);
  }

  clear(): void {
    this.incidents = [];
  }

  /** What is to be executed once more on a day: the SIDs, and whether it counts. */
  repeatsOn(day: CalendarDate, ledger: readonly LedgerEntry[]): { sid: string; counts: boolean }[] {
    return this.incidents
      .filter((incident) => repeatDates(incident).includes(day))
      .flatMap((incident) =>
        executedOn(incident, ledger).map((sid) => ({ sid, counts: incident.countTowardsTimes ?? true })),
      );
  }

  /** The days from `from` on which something will be repeated. */
  repeatDatesFrom(from: CalendarDate, ledger: readonly LedgerEntry[]): CalendarDate[] {
    return this.incidents
      .filter((incident) => executedOn(incident, ledger).length > 0)
      .flatMap(repeatDates)
      .filter((day) => day >= from);
  }
}

function executedOn(incident: Incident, ledger: readonly LedgerEntry[]): string[] {
  const sids = ledger
    .filter(
      (entry) => entry.kind === 'scheduled' && !entry.repeated && dateOf(entry.at) === incident.firstDay,
    )
    .map((entry) => entry.sid)
    .filter((sid) => sid !== undefined);
  return [...new Set(sids)].filter((sid) => incident.sids?.includes(sid) ?? true);
}
