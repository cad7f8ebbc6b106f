import { z } from 'zod';
import { postFaultKinds } from './posting/post-faults';
import { routeNames } from './routes/route-table';
import { scheduleFieldCodes } from './settings';
import { unpaidStatuses } from './state/transactions';
import { faultKinds } from './wire/faults';

/** An instant of the control interface over HTTP: ISO 8601 with an offset. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const calendarDate = z.iso.date();
const count = z.int().min(0);
const merchantId = z.string().regex(/^[A-Za-z0-9]{1,15}$/, 'give 1-15 letters and digits');

/** FaultRule over HTTP. */
export const fault = z.strictObject({
  route: z.enum([...routeNames, '*']),
  kind: z.enum(faultKinds),
  orderId: z.string().exactOptional(),
  merchantId: merchantId.exactOptional(),
  times: z.union([count, z.literal('always')]).exactOptional(),
  skip: count.exactOptional(),
  probability: z.number().exactOptional(),
  holdMs: count.exactOptional(),
  durationMs: count.exactOptional(),
  retryAfterSeconds: count.exactOptional(),
  share: z.number().exactOptional(),
  fields: z.record(z.string(), z.string()).exactOptional(),
  terms: z
    .strictObject({
      amountCents: count.exactOptional(),
      paymentAmountCents: count.exactOptional(),
      numberOfTimes: count.nullable().exactOptional(),
      intervalMonths: count.exactOptional(),
      initialDate: calendarDate.exactOptional(),
    })
    .exactOptional(),
});

const behaviour = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve') }),
  z.strictObject({
    kind: z.literal('deny'),
    authorizerCode: z.string(),
    authorizerMessage: z.string().exactOptional(),
    gatewayCode: z.enum(['255', '259', '910', '920', '940']).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('error') }),
  z.strictObject({ kind: z.literal('invalid') }),
]);

const approvedRefund = z.strictObject({ kind: z.literal('approve') });
const deniedRefund = z.strictObject({
  kind: z.literal('deny'),
  authorizerCode: z.string(),
  authorizerMessage: z.string().exactOptional(),
});
const failedRefund = z.strictObject({ kind: z.literal('error') });

/** RefundDecision over HTTP. */
export const refundDecision = z.discriminatedUnion('kind', [approvedRefund, deniedRefund, failedRefund]);

const refundBehaviour = z.discriminatedUnion('kind', [
  approvedRefund,
  deniedRefund,
  failedRefund,
  z.strictObject({ kind: z.literal('pending') }),
]);

/** CardScript over HTTP. */
export const cardScript = z.strictObject({
  merchantId: merchantId.exactOptional(),
  orderId: z.string().exactOptional(),
  payment: behaviour.exactOptional(),
  onPayment: z.record(z.coerce.number().int().min(1), behaviour).exactOptional(),
  executions: behaviour.exactOptional(),
  onExecution: z.record(z.coerce.number().int().min(1), behaviour).exactOptional(),
  activation: z.enum(['accept', 'error']).exactOptional(),
  refund: refundBehaviour.exactOptional(),
});

/** SandboxMerchant over HTTP. */
export const merchant = z.strictObject({
  id: z.string(),
  key: z.string(),
  active: z.boolean().exactOptional(),
  authorizers: z.array(z.string()).exactOptional(),
  otherBrand: z.enum(['ignore', 'exchange', 'block']).exactOptional(),
  antiFraud: z.boolean().exactOptional(),
  offlineRetries: z
    .strictObject({ maxRetries: z.int().exactOptional(), intervalDays: z.int().exactOptional() })
    .exactOptional(),
  statusUrl: z.string().exactOptional(),
  authenticityUrl: z.string().exactOptional(),
  postCa: z.string().exactOptional(),
});

const postAddress = z.enum(['status', 'authenticity']);

/** PostFault over HTTP. */
export const postFault = z.strictObject({
  to: postAddress,
  kind: z.enum(postFaultKinds),
  orderId: z.string().exactOptional(),
  merchantId: merchantId.exactOptional(),
  times: z.union([count, z.literal('always')]).exactOptional(),
  skip: count.exactOptional(),
  probability: z.number().exactOptional(),
  delaySeconds: count.exactOptional(),
});

/** PostFilter over HTTP. */
export const postFilter = z.strictObject({
  to: postAddress.exactOptional(),
  orderId: z.string().exactOptional(),
  merchantId: merchantId.exactOptional(),
});

/** ExistingSchedule over HTTP. */
export const existingSchedule = z.strictObject({
  merchantId,
  orderId: z.string().min(1).max(40),
  card: z.string(),
  amountCents: z.int().min(1),
  initialDate: calendarDate,
  intervalMonths: z.int().min(1).exactOptional(),
  numberOfTimes: z.int().min(1).exactOptional(),
  executions: z.array(z.enum(['approved', 'denied'])).exactOptional(),
  status: z.enum(['ATV', 'INA']).exactOptional(),
});

/** ScheduleEdit over HTTP. */
export const scheduleEdit = z.strictObject({
  status: z.enum(['ATV', 'INA']).exactOptional(),
  amountCents: z.int().min(1).exactOptional(),
  nextDate: calendarDate.exactOptional(),
  installments: z.string().exactOptional(),
  installmentType: z.enum(['3', '4']).exactOptional(),
  softDescriptor: z.string().exactOptional(),
  showTimesInvoice: z.enum(['true', 'false']).exactOptional(),
  card: z.string().exactOptional(),
  intervalMonths: count.exactOptional(),
  numberOfTimes: count.nullable().exactOptional(),
});

/** What setTransactionStatus takes over HTTP. */
export const unpaidStatus = z.enum(unpaidStatuses);

/** Incident over HTTP. */
export const incident = z.strictObject({
  firstDay: calendarDate,
  repeatDays: z.int(),
  sids: z.array(z.string()).exactOptional(),
  countTowardsTimes: z.boolean().exactOptional(),
  finishedToo: z.boolean().exactOptional(),
});

/** RequestFilter over HTTP. */
export const requestFilter = z.strictObject({
  route: z.enum(routeNames).exactOptional(),
  orderId: z.string().exactOptional(),
  fault: z.enum(faultKinds).exactOptional(),
});

/** Changes of SandboxSettings over HTTP. */
export const settingsChanges = z.strictObject({
  acquirer: z.enum(['bin_sitef', 'cielo_ecommerce']).exactOptional(),
  creationTimeLimitMinutes: z.number().exactOptional(),
  doPaymentNowDefault: z.enum(['true', 'false']).exactOptional(),
  orderIdRequired: z.boolean().exactOptional(),
  initialDateTodayAllowed: z.boolean().exactOptional(),
  initialDateInPastAllowed: z.boolean().exactOptional(),
  initialDateRequired: z.boolean().exactOptional(),
  maxNumberOfTimes: z.number().exactOptional(),
  maxIntervalMonths: z.number().exactOptional(),
  scheduleFieldCode: z.enum(scheduleFieldCodes).exactOptional(),
  immediatePaymentFields: z.enum(['required', 'from_schedule']).exactOptional(),
  requestScalars: z.enum(['strings', 'any']).exactOptional(),
  maxInstallments: z.number().exactOptional(),
  creationFailureAnswer: z.enum(['code_only', 'with_object']).exactOptional(),
  authorizationDurationMs: count.exactOptional(),
  statusWhileProcessing: z.enum(['NOV', 'PEN']).exactOptional(),
  deniedNitReusable: z.boolean().exactOptional(),
  payAnswerIncludesSchedule: z.boolean().exactOptional(),
  scheduleStatusAfterDeniedPayment: z.enum(['NOV', 'PEN', 'INV', 'DES', 'ERR']).exactOptional(),
  scheduleStatusAfterErroredPayment: z.enum(['NOV', 'PEN', 'INV', 'DES', 'ERR']).exactOptional(),
  immediatePaymentCounts: z.boolean().exactOptional(),
  notPendingCode: z.enum(['107', '101', '102', '932']).exactOptional(),
  autoUndoPpcAfterMinutes: z.number().nullable().exactOptional(),
  unknownTokenCode: z.enum(['134', '140', '142']).exactOptional(),
  cardExpiryRequired: z.boolean().exactOptional(),
  expiredCardDenied: z.boolean().exactOptional(),
  consumedSidCode: z.enum(['102', '107']).exactOptional(),
  immediateScheduleActivationCode: z.enum(['107', '81', '102']).exactOptional(),
  scheduleStatusAfterRefusedActivation: z.enum(['ERR', 'NOV']).exactOptional(),
  nitLifeDays: z.number().exactOptional(),
  agedNitCode: z.enum(['82', '3']).exactOptional(),
  nextDateAfterFin: z.enum(['omitted', 'kept']).exactOptional(),
  nextDateInOtherStatuses: z.enum(['omitted', 'told']).exactOptional(),
  dailyJobTime: z.string().exactOptional(),
  monthEndRule: z.enum(['clamp_and_restore', 'clamp_and_stick']).exactOptional(),
  erroredExecutionRetriedNextDay: z.boolean().exactOptional(),
  listedErroredNits: z.boolean().exactOptional(),
  missedDates: z.enum(['skip', 'charge_each_day']).exactOptional(),
  editableFields: z.enum(['documented', 'all']).exactOptional(),
  reactivationRule: z.enum(['next_cycle_in_future', 'keep_date', 'next_day']).exactOptional(),
  beginHttpStatus: z.union([z.literal(201), z.literal(200)]).exactOptional(),
  seidTimeLimitMinutes: z.number().exactOptional(),
  cancellationTimeLimitMinutes: z.number().exactOptional(),
  deadIdCode: z.enum(['102', '107', '115']).exactOptional(),
  notEditableCode: z.enum(['107', '115']).exactOptional(),
  editDateTodayAllowed: z.boolean().exactOptional(),
  editDateInPastAllowed: z.boolean().exactOptional(),
  installmentsTold: z.enum(['edits', 'queries', 'nowhere']).exactOptional(),
  notCancellableCode: z.enum(['115', '107']).exactOptional(),
  refundCardRequired: z.enum(['on_sitef', 'never']).exactOptional(),
  partialRefundAllowed: z.boolean().exactOptional(),
  refundAmountCode: z.enum(['33', '300']).exactOptional(),
  refundedAmountShown: z.enum(['falls', 'stays']).exactOptional(),
  cancellationToldAs: z.enum(['cancellation', 'payment']).exactOptional(),
  cancellationPostFields: z.enum(['with_order', 'nit_only']).exactOptional(),
  postAnswerMs: count.exactOptional(),
  statusPostAttempts: count.exactOptional(),
  statusPostIntervalMinutes: z.number().exactOptional(),
  statusPostAfterSeconds: z.number().exactOptional(),
  statusPostCharset: z.enum(['ISO-8859-1', 'UTF-8']).exactOptional(),
});
