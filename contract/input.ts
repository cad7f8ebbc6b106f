import { z } from 'zod';
import { TERMS_CHOICES } from '../domain/adoption/adoption';
import { LIMITS } from '../domain/limits';
import { flag, inWords, object, text, whole } from './fields';
import { earlierAttempts } from './earlier-attempts';
import { card, cents, installments } from './money-fields';
import { TEXT_RULES } from './text-rules';

const merchant = text(TEXT_RULES.merchant, { checks: ['idIsNoCardNumber'] }).meta({
  description: 'Alias of the merchant in the worker configuration',
});

const orderId = text(TEXT_RULES.orderId, { checks: ['orderIdIsNoCardNumber'] }).meta({
  description: "The merchant's own id of the subscription; unique per merchant for ever",
});

/** What every schedule is sold by. */
const numberOfTimes = whole(1, LIMITS.cycles).optional();
const intervalMonths = whole(1, 24, 'a whole number of months').default(1);
const date = () => text(TEXT_RULES.date, { checks: ['calendarDate'] });

const schedule = object({
  amountCents: cents,
  firstDate: date().meta({
    description: 'Date of the first scheduled charge, YYYY-MM-DD in São Paulo, today or later',
    format: 'date',
  }),
  numberOfTimes: numberOfTimes.meta({ description: 'Omitted: open-ended' }),
  intervalMonths,
  softDescriptor: text(TEXT_RULES.softDescriptor, { checks: ['noCardNumber'], hint: 'withoutAccents' })
    .meta({ description: 'Text on the statement: letters without accents, digits and few marks' })
    .optional(),
  showTimesOnInvoice: flag().optional(),
});

const options = object({
  statusQueryEveryDays: whole(1, 90, 'a whole number of days').default(LIMITS.statusQueryEveryDays),
  continueAsNewAfterEvents: whole(50, 20_000, 'a whole number of events').default(
    LIMITS.continueAsNewAfterEvents,
  ),
}).meta({ description: 'Settings of this one subscription; the defaults are right for production' });

const soldBefore = object({
  amountCents: cents,
  firstDate: date().meta({
    description: 'Date of its first charge, as it was sold, YYYY-MM-DD in São Paulo',
    format: 'date',
  }),
  nextDate: date()
    .meta({
      description:
        'Date of its next charge, YYYY-MM-DD in São Paulo. Omitted: the one of the gateway, if it is of the rhythm',
      format: 'date',
    })
    .optional(),
  numberOfTimes: numberOfTimes.meta({
    description: 'Charges over its whole life, those before the adoption included. Omitted: open-ended',
  }),
  intervalMonths,
});

const requestedBy = text(TEXT_RULES.name, { checks: ['noCardNumber'] })
  .default('billing system')
  .meta({ description: 'Who asked, for the audit trail' });

const common = {
  merchant,
  orderId,
  merchantUsn: text(TEXT_RULES.merchantUsn).optional(),
  authorizerId: text(TEXT_RULES.authorizerId),
  payer: object({
    // AN at the gateway, which refuses any other with code 83 (docs/gateway.md §1).
    storeIdentification: text(TEXT_RULES.storeIdentification, { checks: ['idIsNoCardNumber'] }).meta({
      description: 'Id under which the gateway keeps the card of the payer, letters and digits',
    }),
  }),
  card,
  schedule,
  requestedBy,
  options: options.prefault({}),
  earlierAttempts: earlierAttempts.optional(),
};

const CHOICE_WORDS = `must be one of ${TERMS_CHOICES.join(', ')}`;

const INPUT_WORDS = 'must be pay_now, start_later or adopt; the other fields are checked then';

/**
 * What a start carries, plain JSON. Three ways in: `pay_now` charges the first amount at once and the schedule
 * follows, `start_later` only activates the schedule, `adopt` takes over a schedule that exists at the gateway.
 */
export const subscriptionInputSchema = z
  .discriminatedUnion(
    'entry',
    [
      object({
        entry: z.literal('pay_now'),
        ...common,
        payment: object({
          amountCents: cents,
          installments: installments().default(1),
        }),
        lateConfirmation: object({
          confirmWithinMinutes: whole(1, 14 * 24 * 60, 'a whole number of minutes').meta({
            description: 'Undone when neither confirmed nor undone by then, counted from the authorisation',
          }),
        }).optional(),
      }),
      object({ entry: z.literal('start_later'), ...common }),
      object({
        entry: z.literal('adopt'),
        merchant,
        orderId,
        sid: text(TEXT_RULES.gatewayId).meta({
          description: 'SID of the schedule at the gateway, 64 letters and digits',
        }),
        gatewayOrderId: text(TEXT_RULES.gatewayOrderId, { checks: ['noCardNumber'] })
          .meta({
            description:
              'Order id under which the schedule was created at the gateway, where it is another one',
          })
          .optional(),
        schedule: soldBefore,
        ifTermsDiffer: z.enum(TERMS_CHOICES, inWords(CHOICE_WORDS)).default('refuse').meta({
          words: CHOICE_WORDS,
          description: 'Which terms hold where the gateway keeps others than were sold',
        }),
        requestedBy,
        options: options.prefault({}),
        eventsBefore: whole(0, LIMITS.eventSequence)
          .meta({
            description:
              'Of one that is asked for again: sequence of the last event of the one that was refused. The client fills it in; absent otherwise',
          })
          .optional(),
      }),
    ],
    inWords(INPUT_WORDS),
  )
  .meta({
    words: INPUT_WORDS,
    title: 'SubscriptionInput',
    description:
      'Argument of the workflow `subscription`. Beside what a schema can say, the workflow refuses a text that holds a card number, a date that does not exist, a first date that has passed, and a story of earlier attempts that contradicts itself',
  });

/** The input of a subscription that is new at the gateway, after validation. */
export type NewInput = Exclude<SubscriptionInput, { entry: 'adopt' }>;
/** The input of an adoption after validation. */
export type AdoptionInput = Extract<SubscriptionInput, { entry: 'adopt' }>;
/** The input of an adoption as a caller writes it. */
export type AdoptionStart = Extract<SubscriptionStart, { entry: 'adopt' }>;
/** The input of a subscription that is new at the gateway, as a caller writes it. */
export type NewStart = Exclude<SubscriptionStart, { entry: 'adopt' }>;

/** The input after validation: defaults filled in. */
export type SubscriptionInput = z.output<typeof subscriptionInputSchema>;
/** The input as a caller writes it: fields with a default may be left out. */
export type SubscriptionStart = z.input<typeof subscriptionInputSchema>;
