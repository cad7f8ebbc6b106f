import { GatewayRefusal } from '../answers/codes';
import type { SandboxMerchant } from '../state/merchants';
import { dateOf, parseWireDate, type CalendarDate } from '../time/calendar';
import type { World } from '../world';
import { readAuthorizer } from './authorizer';
import {
  amountRule,
  checkInstallments,
  flagRule,
  installmentsRule,
  installmentTypeRule,
  showTimesRule,
  softDescriptorRule,
} from './common-fields';
import type { Fields } from './fields';

/** The payment part of a creation request. */
export interface PaymentTerms {
  amountCents: number;
  installments: string;
  installmentType: string;
}

/** The schedule part of a creation request. */
export interface ScheduleTerms {
  amountCents: number;
  doPaymentNow: boolean;
  initialDate: CalendarDate;
  numberOfTimes?: number;
  intervalMonths: number;
  installments: string;
  installmentType: string;
  softDescriptor?: string;
  showTimesInvoice: string;
  storeIdentification: string;
}

/** A creation request that passed every check. */
export interface CreateTerms {
  orderId: string;
  merchantUsn: string;
  authorizerId?: string;
  postponeConfirmation: boolean;
  antiFraud: boolean;
  schedule?: ScheduleTerms;
  /** Absent for a schedule without immediate payment. */
  payment?: PaymentTerms;
}

function checkInitialDate({ clock, settings }: World, initialDate: CalendarDate): void {
  const today = dateOf(clock.now());
  const refused =
    (initialDate < today && !settings.initialDateInPastAllowed) ||
    (initialDate === today && !settings.initialDateTodayAllowed);
  if (refused) throw new GatewayRefusal(settings.scheduleFieldCode, 400, 'schedule.initial_date');
}

function readInitialDate(world: World, schedule: Fields): CalendarDate {
  const { initialDateRequired, scheduleFieldCode: code } = world.settings;
  const text = schedule.optional('initial_date', { pattern: /^.{1,20}$/u, invalid: code });
  if (text === undefined && !initialDateRequired) return dateOf(world.clock.now());
  const initialDate = text === undefined ? undefined : parseWireDate(text);
  if (initialDate === undefined) throw new GatewayRefusal(code, 400, 'schedule.initial_date');
  checkInitialDate(world, initialDate);
  return initialDate;
}

/** A whole number from 1 up to a largest value that no document tells. */
function readCount(world: World, schedule: Fields, name: string, largest: number): number | undefined {
  const { scheduleFieldCode: invalid } = world.settings;
  const text = schedule.optional(name, { pattern: /^[1-9]\d{0,4}$/, invalid });
  if (text === undefined) return undefined;
  if (Number(text) > largest) throw new GatewayRefusal(invalid, 400, `schedule.${name}`);
  return Number(text);
}

function readDoPaymentNow({ settings }: World, schedule: Fields): boolean {
  const rule = { ...flagRule, invalid: settings.scheduleFieldCode };
  return (schedule.optional('do_payment_now', rule) ?? settings.doPaymentNowDefault) === 'true';
}

function readSchedule(world: World, schedule: Fields, storeIdentification: string): ScheduleTerms {
  const { maxNumberOfTimes, maxIntervalMonths } = world.settings;
  const numberOfTimes = readCount(world, schedule, 'number_of_times', maxNumberOfTimes);
  const softDescriptor = schedule.optional('soft_descriptor', softDescriptorRule);
  return {
    amountCents: Number(schedule.required('amount', amountRule)),
    doPaymentNow: readDoPaymentNow(world, schedule),
    initialDate: readInitialDate(world, schedule),
    ...(numberOfTimes !== undefined && { numberOfTimes }),
    intervalMonths: readCount(world, schedule, 'interval', maxIntervalMonths) ?? 1,
    installments: schedule.optional('installments', installmentsRule) ?? '1',
    installmentType: schedule.optional('installment_type', installmentTypeRule) ?? '4',
    ...(softDescriptor !== undefined && { softDescriptor }),
    showTimesInvoice: schedule.optional('show_times_invoice', showTimesRule) ?? 'false',
    storeIdentification,
  };
}

/** The buyer id under which the card is stored; every schedule needs one (docs/gateway.md §1: codes 78 and 83). */
function readStoreIdentification(additional: Fields | undefined): string {
  const payer = additional?.child('payer', '62');
  const rule = { pattern: /^[A-Za-z0-9]{1,40}$/, missing: '78', invalid: '83' } as const;
  if (payer === undefined) throw new GatewayRefusal('78', 400, 'additional_data.payer.store_identification');
  return payer.required('store_identification', rule);
}

function readPayment(world: World, request: Fields, schedule: ScheduleTerms | undefined): PaymentTerms {
  if (schedule !== undefined && world.settings.immediatePaymentFields === 'from_schedule') {
    return {
      amountCents: Number(request.optional('amount', amountRule) ?? schedule.amountCents),
      installments: request.optional('installments', installmentsRule) ?? schedule.installments,
      installmentType: request.optional('installment_type', installmentTypeRule) ?? schedule.installmentType,
    };
  }
  return {
    amountCents: Number(request.required('amount', amountRule)),
    installments: request.required('installments', installmentsRule),
    installmentType: request.required('installment_type', installmentTypeRule),
  };
}

/** Top-level payment fields sent along with a schedule without immediate payment are checked, then ignored (§1b, FIELD). */
function checkUnusedPayment(request: Fields): void {
  request.optional('amount', amountRule);
  request.optional('installments', installmentsRule);
  request.optional('installment_type', installmentTypeRule);
}

function checkTransactionType(request: Fields): void {
  const rule = { pattern: /^(payment|preauthorization|confirmation)$/, invalid: '103' } as const;
  const type = request.optional('transaction_type', rule) ?? 'payment';
  if (type !== 'payment') throw new GatewayRefusal('81', 400, 'transaction_type is not simulated');
}

function readOrderId(world: World, request: Fields): string {
  // Up to 40, and up to 20 when routed to the acquirer Bin (docs/gateway.md §1).
  const pattern = world.settings.acquirer === 'bin_sitef' ? /^[A-Za-z0-9]{1,20}$/ : /^[A-Za-z0-9]{1,40}$/;
  if (!world.settings.orderIdRequired) return request.optional('order_id', { pattern, invalid: '38' }) ?? '';
  return request.required('order_id', { pattern, missing: '38', invalid: '38' });
}

/** Reads and checks a creation request against the field table of docs/gateway.md §1. */
export function readCreateTerms(world: World, merchant: SandboxMerchant, request: Fields): CreateTerms {
  checkTransactionType(request);
  const orderId = readOrderId(world, request);
  const merchantUsn = request.optional('merchant_usn', { pattern: /^\d{1,12}$/, invalid: '37' }) ?? '0';
  const authorizerId = readAuthorizer(request, merchant);
  const additional = request.child('additional_data', '62');
  const postpone = additional?.optional('postpone_confirmation', {
    pattern: flagRule.pattern,
    invalid: '62',
  });
  const block = request.child('schedule', '150');
  const schedule = block && readSchedule(world, block, readStoreIdentification(additional));
  const paysNow = schedule === undefined || schedule.doPaymentNow;
  if (!paysNow) checkUnusedPayment(request);
  const payment = paysNow ? readPayment(world, request, schedule) : undefined;
  for (const { installments } of [payment, schedule].filter((terms) => terms !== undefined))
    checkInstallments(world, installments);
  return {
    orderId,
    merchantUsn,
    ...(authorizerId !== undefined && { authorizerId }),
    postponeConfirmation: postpone === 'true',
    antiFraud: request.has('anti_fraud'),
    ...(schedule && { schedule }),
    ...(payment && { payment }),
  };
}
