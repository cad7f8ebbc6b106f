import { scheduleFieldCodes, type SandboxSettings } from '../../sandbox/settings';
import type { OfflineRetries } from '../../sandbox/state/merchants';
import type { Chance } from './chance';

/** Each gap of the documents with the readings that a gateway may have of it; the first is the documents' default. */
const READINGS: { readonly [Name in keyof SandboxSettings]: readonly SandboxSettings[Name][] } = {
  acquirer: ['bin_sitef', 'cielo_ecommerce'],
  creationTimeLimitMinutes: [1_440, 60, 15, 10_080],
  doPaymentNowDefault: ['false', 'true'],
  orderIdRequired: [true, false],
  initialDateTodayAllowed: [true, false],
  initialDateInPastAllowed: [false, true],
  initialDateRequired: [true, false],
  maxNumberOfTimes: [999, 12],
  maxIntervalMonths: [999, 12],
  scheduleFieldCode: scheduleFieldCodes,
  immediatePaymentFields: ['required', 'from_schedule'],
  requestScalars: ['any', 'strings'],
  maxInstallments: [12, 24],
  creationFailureAnswer: ['code_only', 'with_object'],
  authorizationDurationMs: [0, 3_000, 30_000, 90_000],
  statusWhileProcessing: ['NOV', 'PEN'],
  deniedNitReusable: [true, false],
  payAnswerIncludesSchedule: [true, false],
  scheduleStatusAfterDeniedPayment: ['NOV', 'PEN', 'INV', 'DES', 'ERR'],
  scheduleStatusAfterErroredPayment: ['NOV', 'PEN', 'INV', 'DES', 'ERR'],
  immediatePaymentCounts: [false, true],
  notPendingCode: ['107', '101', '102', '932'],
  autoUndoPpcAfterMinutes: [null, 60, 1_440, 10_080],
  unknownTokenCode: ['134', '140', '142'],
  cardExpiryRequired: [true, false],
  expiredCardDenied: [true, false],
  consumedSidCode: ['102', '107'],
  immediateScheduleActivationCode: ['107', '81', '102'],
  scheduleStatusAfterRefusedActivation: ['ERR', 'NOV'],
  nitLifeDays: [15],
  agedNitCode: ['82', '3'],
  nextDateAfterFin: ['omitted', 'kept'],
  nextDateInOtherStatuses: ['omitted', 'told'],
  // Later than the records show as well: a job that comes late finds us after the question of its day.
  dailyJobTime: ['03:30', '03:45', '04:29', '09:15', '21:40'],
  monthEndRule: ['clamp_and_restore', 'clamp_and_stick'],
  erroredExecutionRetriedNextDay: [true, false],
  listedErroredNits: [true, false],
  missedDates: ['skip', 'charge_each_day'],
  editableFields: ['documented', 'all'],
  reactivationRule: ['next_cycle_in_future', 'keep_date', 'next_day'],
  beginHttpStatus: [201, 200],
  seidTimeLimitMinutes: [1_440, 60, 15],
  cancellationTimeLimitMinutes: [1_440, 60, 15],
  deadIdCode: ['102', '107', '115'],
  notEditableCode: ['107', '115'],
  editDateTodayAllowed: [true, false],
  editDateInPastAllowed: [false, true],
  installmentsTold: ['edits', 'queries', 'nowhere'],
  notCancellableCode: ['115', '107'],
  refundCardRequired: ['on_sitef', 'never'],
  partialRefundAllowed: [true, false],
  refundAmountCode: ['33', '300'],
  refundedAmountShown: ['falls', 'stays'],
  cancellationToldAs: ['cancellation', 'payment'],
  cancellationPostFields: ['with_order', 'nit_only'],
  postAnswerMs: [30_000, 5_000],
  statusPostAttempts: [3, 1, 10],
  statusPostIntervalMinutes: [5, 1, 60],
  statusPostCharset: ['ISO-8859-1', 'UTF-8'],
  orderQueryEnabled: [true],
  orderNotFoundAnswer: ['not_found', 'empty_list'],
  orderQueryTells: ['payments', 'schedules_too'],
  statusPostAfterSeconds: [0, 5],
};

/** Chance that a gap is read otherwise than the documents do. */
const OTHERWISE = 0.15;

/** Draws how a gateway reads the gaps of its documents, each by itself; half of them read all as the documents do. */
export function drawReadings(chance: Chance): Partial<SandboxSettings> {
  if (chance.happens(0.5)) return {};
  const names = Object.keys(READINGS) as (keyof SandboxSettings)[];
  const others = names.flatMap((name): [string, unknown][] => {
    const isOtherwise = chance.happens(OTHERWISE);
    const reading = chance.of<unknown>(READINGS[name]);
    return isOtherwise ? [[name, reading]] : [];
  });
  return Object.fromEntries(others);
}

/** Few stores have bought automatic retries of denied executions; some of them are spread over so long that a person is asked meanwhile. */
export function drawStore(chance: Chance): { offlineRetries?: OfflineRetries } {
  if (!chance.happens(0.06)) return {};
  const intervalDays = chance.weighed([
    [3, chance.whole(1, 3)],
    [1, chance.whole(15, 27)],
  ]);
  const maxRetries = intervalDays > 3 ? 1 : chance.whole(1, 4);
  return { offlineRetries: { maxRetries, intervalDays } };
}
