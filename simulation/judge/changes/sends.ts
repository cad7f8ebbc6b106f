import { isCommandEvent } from '../../temporal/history';
import type { LifeRecord } from '../../playing/life-record';
import type { WireEntry } from '../../worker/wire';
import type { ToldSchedule } from '../evidence';
import type { TakenChange } from './taken';

/** One PUT of an edit, with the moment at which the subscription decided to send it. */
export interface SentEdit {
  entry: WireEntry;
  sets: Record<string, string>;
  /** When its activity was scheduled, milliseconds since the epoch: it may be on its way for long. */
  decidedMs: number;
  isExecuted: boolean;
}

/** The edits that were sent, in their order. */
export function sentEdits(life: Pick<LifeRecord, 'wire' | 'runs'>): SentEdit[] {
  const decidedMs = decidedMsOf(life);
  return life.wire
    .filter(({ route }) => route === 'edit')
    .map((entry) => ({
      entry,
      sets: entry.sets ?? {},
      decidedMs: decidedMs(entry),
      isExecuted: entry.request?.executed === true,
    }));
}

/** When the activity behind a request was scheduled, milliseconds since the epoch: it may be on its way for long. */
export function decidedMsOf({ runs }: Pick<LifeRecord, 'runs'>): (entry: WireEntry) => number {
  const scheduled = new Map(
    runs.flatMap((events) => {
      const [first] = events;
      const runId = first?.type === 'WorkflowExecutionStarted' ? first.runId : '';
      return events.flatMap((event): [string, number][] =>
        isCommandEvent(event) && event.command.kind === 'schedule_activity'
          ? [[`${runId} ${event.command.activityId}`, event.atMs]]
          : [],
      );
    }),
  );
  return ({ runId, attempt, at }) => scheduled.get(`${runId} ${attempt.activityId}`) ?? Date.parse(at);
}

/** The date that an edit sets, `YYYY-MM-DD`. */
export function dateSet({ sets }: Pick<SentEdit, 'sets'>): string | undefined {
  const [day, month, year] = (sets['next_date'] ?? '').split('/');
  return year === undefined ? undefined : `${year}-${month ?? ''}-${day ?? ''}`;
}

/** Whether an edit is what a change asks for. */
export function carriesOut(edit: Pick<SentEdit, 'sets'>, { name, fields }: TakenChange): boolean {
  const { sets } = edit;
  switch (name) {
    case 'pause':
    case 'cancel':
      return sets['status'] === 'INA';
    case 'resume':
    case 'uncancel':
      return (
        sets['status'] === 'ATV' &&
        (fields.nextDate === undefined || name === 'uncancel' || isLater(edit, fields.nextDate))
      );
    case 'changeAmount':
      return sets['amount'] === String(fields.amountCents);
    case 'changeNextDate':
      return sets['status'] === undefined && dateSet(edit) === fields.nextDate;
    case 'changeCard':
      return sets['card'] !== undefined;
    case 'changeInstallments':
      return sets['installments'] === String(fields.installments);
    case 'retire':
      return false;
  }
}

/** A date that has passed before the schedule could be resumed gives way to a later one. */
const isLater = (edit: Pick<SentEdit, 'sets'>, wanted: string): boolean => (dateSet(edit) ?? '') >= wanted;

/** Whether an answer shows what an edit sets; undefined where it tells nothing of it. */
export function showsIn({ sets }: Pick<SentEdit, 'sets'>, told: ToldSchedule): boolean | undefined {
  const shown = [
    same(sets['status'], told.status),
    same(sets['amount'], told.amountCents?.toString()),
    same(dateSet({ sets }), told.nextDate),
    same(sets['installments'], told.installments),
  ].filter((one) => one !== undefined);
  return shown.length === 0 ? undefined : shown.every(Boolean);
}

const same = (wanted: string | undefined, shown: string | undefined): boolean | undefined =>
  wanted === undefined || shown === undefined ? undefined : wanted === shown;
