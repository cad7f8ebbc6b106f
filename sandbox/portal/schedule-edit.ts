import { applyEdit } from '../editing/apply-edit';
import { amountRule, installmentsRule } from '../routes/common-fields';
import { SandboxError } from '../sandbox-error';
import type { ScheduleRecord } from '../state/schedules';
import { dateOf, isCalendarDate, type CalendarDate } from '../time/calendar';
import type { World } from '../world';
import { presentedCard } from './presented-card';

/** What can be changed on a schedule; what is left out stays (docs/gateway.md §7). */
export interface ScheduleEdit {
  status?: 'ATV' | 'INA';
  amountCents?: number;
  /** 'YYYY-MM-DD'. */
  nextDate?: CalendarDate;
  installments?: string;
  installmentType?: '3' | '4';
  softDescriptor?: string;
  showTimesInvoice?: 'true' | 'false';
  /** A documented test card, by number or token. */
  card?: string;
  /** Only with the setting `editableFields: 'all'`, as the next one. */
  intervalMonths?: number;
  /** null: without end. */
  numberOfTimes?: number | null;
}

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_option', `edit.${problem}`);
}

/** What the portal would not take either: the rules of a creation hold for an edit (docs/gateway.md §1, §7). */
function checkEdit(
  { clock, settings }: World,
  { amountCents = 1, installments = '1', nextDate }: ScheduleEdit,
): void {
  if (!Number.isInteger(amountCents) || !amountRule.pattern.test(String(amountCents)))
    refuse('amountCents: give whole cents from 1, up to 12 digits');
  if (!installmentsRule.pattern.test(installments)) refuse("installments: give '1' to '99'");
  if (Number(installments) > settings.maxInstallments)
    refuse(`installments: give at most ${settings.maxInstallments}`);
  if (nextDate === undefined) return;
  if (!isCalendarDate(nextDate)) refuse("nextDate: give a date as 'YYYY-MM-DD'");
  if (nextDate < dateOf(clock.now())) refuse('nextDate: give a date from today on');
}

/** What no document has among the editable fields. */
function checkTerms({ settings }: World, schedule: ScheduleRecord, edit: ScheduleEdit): void {
  const { intervalMonths, numberOfTimes } = edit;
  if (intervalMonths === undefined && numberOfTimes === undefined) return;
  if (settings.editableFields === 'documented')
    refuse("intervalMonths, numberOfTimes: not editable; the setting editableFields 'all' allows it");
  const { maxIntervalMonths, maxNumberOfTimes } = settings;
  if (!isCount(intervalMonths ?? 1, 1, maxIntervalMonths))
    refuse(`intervalMonths: give 1 to ${maxIntervalMonths}`);
  if (!isCount(numberOfTimes ?? maxNumberOfTimes, schedule.currentTimes + 1, maxNumberOfTimes))
    refuse(
      `numberOfTimes: give more than the ${schedule.currentTimes} so far, up to ${maxNumberOfTimes}, or null`,
    );
}

const isCount = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

function editableSchedule(world: World, sid: string): ScheduleRecord {
  const schedule = world.schedules.find(sid);
  if (schedule === undefined)
    throw new SandboxError('sandbox_schedule_unknown', 'sid: no such schedule; see schedules()');
  if (schedule.status === 'ATV' || schedule.status === 'INA') return schedule;
  throw new SandboxError(
    'sandbox_state_forbids',
    `sid: a schedule in status ${schedule.status} cannot be edited, only ATV and INA`,
  );
}

/** Edits a schedule as the vendor's portal would: only while it is ATV or INA. */
export function editSchedule(world: World, sid: string, edit: ScheduleEdit): void {
  const schedule = editableSchedule(world, sid);
  checkEdit(world, edit);
  checkTerms(world, schedule, edit);
  const { card, ...plain } = edit;
  const newCard = card === undefined ? {} : { card: presentedCard(world, card) };
  applyEdit(world, schedule, { ...plain, ...newCard });
}
