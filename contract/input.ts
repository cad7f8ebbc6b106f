import { z } from 'zod';
import { isCalendarDate } from '../domain/calendar';
import {
  describeCardNumber,
  holdsCardNumber,
  holdsLongNumber,
  isLikeCardNumber,
} from '../domain/card-number';
import { LIMITS } from '../domain/limits';

const CARD_NUMBER = {
  error: ({ input }: { input?: unknown }): string =>
    `${describeCardNumber(String(input))}; send a Carat card token or a vault reference instead`,
};

/** A text that goes to Temporal: bounded, without control characters as the gateway client wants it, and never with a card number in it (R7). */
const safeText = (maxLength: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^\P{Cc}+$/u, { error: 'must be printable characters' })
    .refine((text) => !holdsCardNumber(text), CARD_NUMBER);

/** A reference to a card: nothing in it may look like the card itself, right check digit or not (R7). */
const cardReference = (): z.ZodString =>
  z
    .string()
    .min(1)
    .max(128)
    .regex(/^[A-Za-z0-9._-]+$/, { error: 'must be letters, digits, dots, dashes and underscores' })
    .refine((text) => !holdsLongNumber(text) && !holdsCardNumber(text), {
      error: 'holds a number as long as a card number',
    });

const cents = z.int().min(1).max(999_999_999_999).meta({ description: 'Integer cents: 4990 is R$ 49,90' });

const merchant = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, { error: 'must be 1–32 lower-case letters, digits or dashes' })
  .refine((alias) => !isLikeCardNumber(alias), CARD_NUMBER)
  .meta({ description: 'Alias of the merchant in the worker configuration' });

const orderId = z
  .string()
  .regex(/^[A-Za-z0-9]{1,20}$/, { error: 'must be 1–20 letters and digits, what a notification can carry' })
  .refine((id) => !isLikeCardNumber(id), { error: 'reads as a card number' })
  .meta({ description: "The merchant's own id of the subscription; unique per merchant for ever" });

const card = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('carat_token'),
        token: cardReference().meta({ description: 'Token of a card stored at Carat' }),
      }),
      z.strictObject({
        kind: z.literal('vault'),
        reference: cardReference().meta({ description: 'Reference that the vault gave' }),
      }),
    ],
    { error: 'must be the token of a card stored at Carat, or a reference into the vault' },
  )
  .meta({ description: 'A reference to the card. Card numbers never enter Temporal' });

const schedule = z.strictObject({
  amountCents: cents,
  firstDate: z
    .string()
    .refine(isCalendarDate, { error: 'must be an existing calendar date, YYYY-MM-DD' })
    .meta({ description: 'Date of the first scheduled charge, YYYY-MM-DD in São Paulo', format: 'date' }),
  numberOfTimes: z.int().min(1).max(LIMITS.cycles).optional().meta({ description: 'Omitted: open-ended' }),
  intervalMonths: z.int().min(1).max(24).default(1),
  softDescriptor: safeText(22).optional(),
  showTimesOnInvoice: z.boolean().optional(),
});

const options = z
  .strictObject({
    statusQueryEveryDays: z.int().min(1).max(90).default(LIMITS.statusQueryEveryDays),
    continueAsNewAfterEvents: z.int().min(50).max(20_000).default(LIMITS.continueAsNewAfterEvents),
  })
  .meta({ description: 'Settings of this one subscription; the defaults are right for production' });

const common = {
  merchant,
  orderId,
  merchantUsn: z
    .string()
    .regex(/^\d{1,12}$/, { error: 'must be 1–12 digits' })
    .optional(),
  authorizerId: z.string().regex(/^\d{1,3}$/, { error: 'must be 1–3 digits, e.g. "2" for Mastercard' }),
  payer: z.strictObject({
    // AN at the gateway, which refuses any other with code 83 (carat-api.md §1).
    storeIdentification: z
      .string()
      .regex(/^[A-Za-z0-9]{1,20}$/, { error: 'must be 1–20 letters and digits; the gateway refuses others' })
      .refine((id) => !isLikeCardNumber(id), CARD_NUMBER)
      .meta({ description: 'Id under which the gateway keeps the card of the payer, letters and digits' }),
  }),
  card,
  schedule,
  requestedBy: safeText(100)
    .default('billing system')
    .meta({ description: 'Who asked, for the audit trail' }),
  options: options.prefault({}),
};

/**
 * What a start carries, plain JSON. Two ways in: `pay_now` charges the first amount at once and the schedule
 * follows, `start_later` only activates the schedule.
 */
export const subscriptionInputSchema = z
  .discriminatedUnion(
    'entry',
    [
      z.strictObject({
        entry: z.literal('pay_now'),
        ...common,
        payment: z.strictObject({
          amountCents: cents,
          installments: z.int().min(1).max(99).default(1),
        }),
        lateConfirmation: z
          .strictObject({
            confirmWithinMinutes: z
              .int()
              .min(1)
              .max(14 * 24 * 60)
              .meta({
                description:
                  'Undone when neither confirmed nor undone by then, counted from the authorisation',
              }),
          })
          .optional(),
      }),
      z.strictObject({ entry: z.literal('start_later'), ...common }),
    ],
    { error: 'must be pay_now or start_later; the other fields are checked then' },
  )
  .meta({ title: 'SubscriptionInput', description: 'Argument of the workflow `subscription`' });

/** The input after validation: defaults filled in. */
export type SubscriptionInput = z.output<typeof subscriptionInputSchema>;
/** The input as a caller writes it: fields with a default may be left out. */
export type SubscriptionStart = z.input<typeof subscriptionInputSchema>;
