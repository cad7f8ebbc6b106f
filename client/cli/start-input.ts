import { refuseTwoCards } from './card-flags';
import { CLIENT_LIMITS } from '../limits';
import { UsageError } from './usage-error';

/** The flags of `start` and `adopt`, as typed. */
export interface StartFlags {
  input?: string;
  merchant?: string;
  orderId?: string;
  entry?: string;
  amountCents?: string;
  paymentAmountCents?: string;
  installments?: string;
  firstDate?: string;
  times?: string;
  intervalMonths?: string;
  softDescriptor?: string;
  cardToken?: string;
  vaultRef?: string;
  authorizer?: string;
  storeIdentification?: string;
  merchantUsn?: string;
  confirmWithinMinutes?: string;
  requestedBy?: string;
  /** Of an adoption. */
  sid?: string;
  gatewayOrderId?: string;
  nextDate?: string;
  ifTermsDiffer?: string;
}

/** Where each flag goes in the input. */
export const FIELDS: Readonly<Record<Exclude<keyof StartFlags, 'input'>, { path: string; isNumber?: true }>> =
  {
    merchant: { path: 'merchant' },
    orderId: { path: 'orderId' },
    entry: { path: 'entry' },
    amountCents: { path: 'schedule.amountCents', isNumber: true },
    paymentAmountCents: { path: 'payment.amountCents', isNumber: true },
    installments: { path: 'payment.installments', isNumber: true },
    firstDate: { path: 'schedule.firstDate' },
    times: { path: 'schedule.numberOfTimes', isNumber: true },
    intervalMonths: { path: 'schedule.intervalMonths', isNumber: true },
    softDescriptor: { path: 'schedule.softDescriptor' },
    cardToken: { path: 'card.token' },
    vaultRef: { path: 'card.reference' },
    authorizer: { path: 'authorizerId' },
    storeIdentification: { path: 'payer.storeIdentification' },
    merchantUsn: { path: 'merchantUsn' },
    confirmWithinMinutes: { path: 'lateConfirmation.confirmWithinMinutes', isNumber: true },
    requestedBy: { path: 'requestedBy' },
    sid: { path: 'sid' },
    gatewayOrderId: { path: 'gatewayOrderId' },
    nextDate: { path: 'schedule.nextDate' },
    ifTermsDiffer: { path: 'ifTermsDiffer' },
  };

/**
 * The input of a start from a file and flags; flags win. The first payment is of the amount of the schedule when
 * nothing else is said. Whether the whole is valid is for the schema to say.
 */
export function startInputOf(file: unknown, flags: StartFlags): unknown {
  const input = recordOf(file ?? {});
  refuseTwoCards(flags);
  if (flags.cardToken !== undefined) input['card'] = { kind: 'carat_token' };
  if (flags.vaultRef !== undefined) input['card'] = { kind: 'vault' };
  for (const [flag, { path, isNumber }] of Object.entries(FIELDS)) {
    const text = flags[flag as keyof StartFlags];
    if (text !== undefined) put(input, path.split('.'), isNumber === true ? numberIn(text) : text);
  }
  return withFirstPayment(input);
}

function withFirstPayment(input: Record<string, unknown>): Record<string, unknown> {
  const { schedule, payment } = input;
  if (input['entry'] !== 'pay_now' || !isRecord(schedule)) return input;
  return {
    ...input,
    payment: { amountCents: schedule['amountCents'], ...(isRecord(payment) ? payment : {}) },
  };
}

function put(target: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = isRecord(target[key]) ? { ...target[key] } : {};
  target[key] = inner;
  put(inner, rest, value);
}

function recordOf(file: unknown): Record<string, unknown> {
  if (isRecord(file)) return { ...file };
  throw new UsageError('--input: must be one JSON object');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name of a flag or a command as it is typed: `amountCents` → `amount-cents`. */
export const inKebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Reads `--timeout-seconds`.
 *
 * @returns milliseconds
 * @throws UsageError
 */
export function secondsOf(text: string): number {
  const max = CLIENT_LIMITS.waitMaxMs / 1_000;
  return wholeNumber(text, 'timeoutSeconds', { min: 0, max, of: 'seconds' }) * 1_000;
}

/** A whole number of a field that is checked with its message, whose words then name the range: anything else is none. */
export const numberIn = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN);

/**
 * Reads a whole number of a flag.
 *
 * @throws UsageError naming the flag, never the text
 */
export function wholeNumber(
  text: string,
  flag: string,
  { min, max, of = '' }: { min: number; max?: number; of?: string },
): number {
  const number = numberIn(text);
  if (number >= min && number <= (max ?? Number.MAX_SAFE_INTEGER)) return number;
  const what = `a whole number${of === '' ? '' : ` of ${of}`}`;
  const upTo = max === undefined ? 'on' : `to ${String(max)}`;
  throw new UsageError(`--${inKebab(flag)}: must be ${what} from ${String(min)} ${upTo}`);
}
