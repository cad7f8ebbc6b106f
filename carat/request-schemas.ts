import { z } from 'zod';
import { isIsoDate } from './gateway-date';
import { LIMITS } from './limits';

const DAY_MS = 86_400_000;

/** 1 to `max` digits. */
export const digits = (max: number) =>
  z.string().regex(new RegExp(`^\\d{1,${max}}$`), `must be 1 to ${max} digits`);
const whole = (max: number) =>
  z.int(`must be a whole number`).min(1, 'must be at least 1').max(max, `must be at most ${max}`);
/** No control characters: the text goes to acquirers and card statements. */
const printable = (max: number) =>
  z.string().regex(new RegExp(`^[^\\p{Cc}]{1,${max}}$`, 'u'), `must be 1 to ${max} printable characters`);

/** Integer cents from 1. */
export const amountCents = whole(LIMITS.amountCentsMax);
const authorizerId = digits(LIMITS.authorizerIdDigitsMax).optional();
/** A day `YYYY-MM-DD`. */
export const isoDate = z.string().refine(isIsoDate, 'must be a day of the calendar written YYYY-MM-DD');
/** The fields of `InstallmentPlan`. */
export const installmentPlan = {
  installments: whole(LIMITS.installmentsMax).optional(),
  installmentType: z.enum(['3', '4'], 'must be 3 (with interest) or 4 (without)').optional(),
};

/** Schema of a NIT or SID: it becomes a part of the path, so nothing else may be in it. */
export const idSchema = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9]{1,${LIMITS.idCharsMax}}$`),
    'must be the id as the gateway gave it, letters and digits',
  );

const newPayment = z.strictObject({
  amountCents,
  ...installmentPlan,
  postponeConfirmation: z.boolean().optional(),
});

const newSchedule = z.strictObject({
  amountCents,
  doPaymentNow: z.boolean(),
  initialDate: isoDate,
  numberOfTimes: whole(LIMITS.numberOfTimesMax).optional(),
  intervalMonths: whole(LIMITS.intervalMonthsMax).optional(),
  ...installmentPlan,
  softDescriptor: printable(LIMITS.softDescriptorCharsMax).optional(),
  showTimesInvoice: z.boolean().optional(),
});

/** Schema of an order id. */
export const orderIdSchema = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9]{1,${LIMITS.orderIdCharsMax}}$`),
    `must be 1 to ${LIMITS.orderIdCharsMax} letters and digits`,
  );

/** Schema of `CreateTransactionRequest`. */
export const createTransactionSchema = z
  .strictObject({
    orderId: orderIdSchema,
    merchantUsn: digits(LIMITS.merchantUsnDigitsMax).optional(),
    authorizerId,
    payment: newPayment.optional(),
    schedule: newSchedule.optional(),
    storeIdentification: printable(LIMITS.storeIdentificationCharsMax).optional(),
  })
  .superRefine(({ payment, schedule, storeIdentification }, context) => {
    const demand = (holds: boolean, path: string[], message: string) => {
      if (!holds) context.addIssue({ code: 'custom', path, message });
    };
    demand(
      payment !== undefined || schedule !== undefined,
      ['payment'],
      'must be there when there is no schedule',
    );
    if (schedule === undefined) return;
    demand(
      schedule.doPaymentNow === (payment !== undefined),
      ['schedule', 'doPaymentNow'],
      'must be true with a payment and false without one',
    );
    demand(storeIdentification !== undefined, ['storeIdentification'], 'must be there with a schedule');
  });

const cardNumber = z
  .string()
  .regex(
    new RegExp(`^\\d{${LIMITS.cardNumberDigitsMin},${LIMITS.cardNumberDigitsMax}}$`),
    `must be ${LIMITS.cardNumberDigitsMin} to ${LIMITS.cardNumberDigitsMax} digits`,
  );

const cardFields = {
  number: cardNumber.optional(),
  expiryDate: z
    .string()
    .regex(/^(0[1-9]|1[0-2])\d{2}$/, 'must be MMYY')
    .optional(),
  holder: printable(LIMITS.cardHolderCharsMax).optional(),
  token: z
    .string()
    .regex(
      new RegExp(`^[\\x21-\\x7e]{1,${LIMITS.cardTokenCharsMax}}$`),
      `must be 1 to ${LIMITS.cardTokenCharsMax} characters`,
    )
    .optional(),
};

const EITHER = 'must be there, or else a token, and never both';
const isEither = (card: { number?: string | undefined; token?: string | undefined }) =>
  (card.number === undefined) !== (card.token === undefined);

/** A card as it is charged: with its security code, where it is known. */
export const chargedCardSchema = z
  .strictObject({
    ...cardFields,
    securityCode: z
      .string()
      .regex(/^\d{3,4}$/, 'must be 3 or 4 digits')
      .optional(),
  })
  .refine(isEither, { path: ['number'], message: EITHER });

/** A card as it is kept for a schedule: the contract names no security code there. */
export const keptCardSchema = z
  .strictObject(cardFields)
  .refine(isEither, { path: ['number'], message: EITHER });

/** Schema of `PayRequest`. */
export const paySchema = z.strictObject({
  authorizerId,
  card: chargedCardSchema,
  ...installmentPlan,
  amountCents: amountCents.optional(),
});

/** Schema of `ActivateRequest`. */
export const activateSchema = z.strictObject({
  authorizerId,
  card: keptCardSchema,
});

/** Schema of `ListTransactionsRequest`. */
export const listSchema = z.strictObject({ startDate: isoDate, endDate: isoDate }).refine(
  ({ startDate, endDate }) => {
    const days = (Date.parse(endDate) - Date.parse(startDate)) / DAY_MS + 1;
    return days >= 1 && days <= LIMITS.listDaysMax;
  },
  { path: ['endDate'], message: `must be the start date or up to ${LIMITS.listDaysMax - 1} days later` },
);
