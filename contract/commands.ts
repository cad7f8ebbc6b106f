import { z } from 'zod';
import { RESOLUTIONS } from '../domain/calls/call';
import { ACKNOWLEDGEABLE } from '../domain/subscription/attention';
import { SUBSCRIPTION_STATES } from '../domain/subscription/states';
import { LIMITS } from '../domain/limits';
import { flag, inWords, object, text, whole } from './fields';
import { card, cents, installments } from './money-fields';
import { TEXT_RULES } from './text-rules';

/** What no schema can say, for those who read one. */
const BESIDE =
  'Beside what a schema can say, a text that holds a card number is refused; blanks at the ends of a text are not kept';

const audit = {
  by: text(TEXT_RULES.name, { checks: ['noCardNumberInWords'], trimmed: true }).meta({
    description: 'The person or system that decides',
  }),
  reason: text(TEXT_RULES.reason, { checks: ['noCardNumberInWords'], trimmed: true }).meta({
    description: 'Why; kept in the audit trail',
  }),
};

/** Argument of the Updates `confirm` and `undo`. */
export const confirmationCommandSchema = object(audit).meta({
  title: 'ConfirmationCommand',
  description: `Argument of the Updates \`confirm\` and \`undo\`. ${BESIDE}`,
});
export type ConfirmationCommand = z.output<typeof confirmationCommandSchema>;

const DECISION_WORDS = `must be one of ${RESOLUTIONS.join(', ')}`;

/** Argument of the Update `resolve`: what a named person found out about a call whose outcome could not be learnt. */
export const resolveCommandSchema = object({
  ...audit,
  decision: z.enum(RESOLUTIONS, inWords(DECISION_WORDS)).meta({
    words: DECISION_WORDS,
    description:
      'happened / did_not_happen: what the person found out about the open call; ask_again: ask the gateway once more',
  }),
  about: text(TEXT_RULES.gatewayId).optional().meta({
    description:
      'NIT or SID that the person looked up, as `blocked.about` of the view tells it. Required about a charge or a refund; refused where the open question is about another one by then',
  }),
}).meta({ title: 'ResolveCommand', description: `Argument of the Update \`resolve\`. ${BESIDE}` });
export type ResolveCommand = z.output<typeof resolveCommandSchema>;

const FLAG_WORDS = `must be one of ${ACKNOWLEDGEABLE.join(', ')}; the other flags go by themselves`;
const FLAGS_WORDS = `must be a list of 1–${String(ACKNOWLEDGEABLE.length)} flags`;

/** Argument of the Update `acknowledge`: flags that a named person has looked after. */
export const acknowledgeCommandSchema = object({
  ...audit,
  flags: z
    .array(z.enum(ACKNOWLEDGEABLE, inWords(FLAG_WORDS)).meta({ words: FLAG_WORDS }), inWords(FLAGS_WORDS))
    .min(1, inWords(FLAGS_WORDS))
    .max(ACKNOWLEDGEABLE.length, inWords(FLAGS_WORDS))
    .meta({
      words: FLAGS_WORDS,
      description: 'Flags of `attention` to take off; they come back when it happens again',
    }),
}).meta({ title: 'AcknowledgeCommand', description: `Argument of the Update \`acknowledge\`. ${BESIDE}` });
export type AcknowledgeCommand = z.output<typeof acknowledgeCommandSchema>;

const date = () => text(TEXT_RULES.date, { checks: ['calendarDate'] });
const FIRST_DATE = 'Date of the first charge after it, YYYY-MM-DD in São Paulo, after today';

/** Argument of the Updates `pause`, `uncancel` and `retire`: who, and why. */
export const plainCommandSchema = object(audit).meta({
  title: 'PlainCommand',
  description: `Argument of the Updates \`pause\`, \`uncancel\` and \`retire\`. ${BESIDE}`,
});
export type PlainCommand = z.output<typeof plainCommandSchema>;

/** Argument of the Update `resume`. */
export const resumeCommandSchema = object({
  ...audit,
  nextDate: date()
    .optional()
    .meta({ description: `${FIRST_DATE}; left out: the next one of its rhythm`, format: 'date' }),
  chargeMissed: flag()
    .optional()
    .meta({ description: 'true: one charge tomorrow, for what was not charged while it was paused' }),
}).meta({ title: 'ResumeCommand', description: `Argument of the Update \`resume\`. ${BESIDE}` });
export type ResumeCommand = z.output<typeof resumeCommandSchema>;

const WHEN = ['now', 'period_end'] as const;
const WHEN_WORDS = `must be one of ${WHEN.join(', ')}`;

/** Argument of the Update `cancel`. */
export const cancelCommandSchema = object({
  ...audit,
  when: z.enum(WHEN, inWords(WHEN_WORDS)).default('now').meta({
    words: WHEN_WORDS,
    description:
      'Nothing is charged any more in either case; period_end: what was paid for goes on until the next due date',
  }),
}).meta({ title: 'CancelCommand', description: `Argument of the Update \`cancel\`. ${BESIDE}` });
export type CancelCommand = z.output<typeof cancelCommandSchema>;

/** Argument of the Update `changeAmount`: of every charge from now on. */
export const changeAmountCommandSchema = object({ ...audit, amountCents: cents }).meta({
  title: 'ChangeAmountCommand',
  description: `Argument of the Update \`changeAmount\`. ${BESIDE}`,
});
export type ChangeAmountCommand = z.output<typeof changeAmountCommandSchema>;

/** Argument of the Update `changeNextDate`: of the next charge; the later ones follow it. */
export const changeNextDateCommandSchema = object({
  ...audit,
  nextDate: date().meta({ description: 'YYYY-MM-DD in São Paulo, after today', format: 'date' }),
}).meta({
  title: 'ChangeNextDateCommand',
  description: `Argument of the Update \`changeNextDate\`. ${BESIDE}`,
});
export type ChangeNextDateCommand = z.output<typeof changeNextDateCommandSchema>;

/** Argument of the Update `changeCard`: for every charge from now on. */
export const changeCardCommandSchema = object({ ...audit, card }).meta({
  title: 'ChangeCardCommand',
  description: `Argument of the Update \`changeCard\`. ${BESIDE}`,
});
export type ChangeCardCommand = z.output<typeof changeCardCommandSchema>;

/** Argument of the Update `changeInstallments`: of each charge from now on. */
export const changeInstallmentsCommandSchema = object({ ...audit, installments: installments() }).meta({
  title: 'ChangeInstallmentsCommand',
  description: `Argument of the Update \`changeInstallments\`. ${BESIDE}`,
});
export type ChangeInstallmentsCommand = z.output<typeof changeInstallmentsCommandSchema>;

const CHARGE_WORDS = 'must be {kind: "nit", nit} or {kind: "cycle", number}';

/** Argument of the Update `refund`: money of one charge goes back to the card that was charged. */
export const refundCommandSchema = object({
  ...audit,
  charge: z
    .discriminatedUnion(
      'kind',
      [
        object({
          kind: z.literal('nit'),
          nit: text(TEXT_RULES.gatewayId).meta({ description: 'NIT of the charge, as the ledger has it' }),
        }),
        object({
          kind: z.literal('cycle'),
          number: whole(1, LIMITS.cycles).meta({ description: 'Number of the cycle that it paid' }),
        }),
      ],
      inWords(CHARGE_WORDS),
    )
    .meta({
      words: CHARGE_WORDS,
      description: 'Which charge. The immediate payment is no cycle: name its NIT',
    }),
  amountCents: cents
    .optional()
    .meta({ description: 'Integer cents: 4990 is R$ 49,90; left out: all that is left of the charge' }),
  card: card.optional().meta({
    description: 'The card that was charged, where the acquirer wants it (docs/gateway.md §8)',
  }),
}).meta({ title: 'RefundCommand', description: `Argument of the Update \`refund\`. ${BESIDE}` });
export type RefundCommand = z.output<typeof refundCommandSchema>;

/** What became of a command by the time of its answer. */
const COMMAND_RESULTS = ['carried_out', 'accepted', 'in_doubt'] as const;

/** Answer of every command: what became of it, and where the subscription stands after it. */
export const commandAnswerSchema = z
  .object({
    result: z.enum(COMMAND_RESULTS).meta({
      description:
        'carried_out: it is done. accepted: it is written down and goes on. in_doubt: it was sent, and the gateway is asked what became of it. Repeat the command to hear what is known then',
    }),
    since: z
      .string()
      .meta({ format: 'date-time', description: 'ISO 8601, UTC' })
      .optional()
      .meta({ description: 'When it was carried out, or decided while it goes on' }),
    state: z.enum(SUBSCRIPTION_STATES),
    paymentStatus: z.string().optional().meta({ description: "The gateway's own status of the payment" }),
    scheduleStatus: z.string().optional().meta({ description: "The gateway's own status of the schedule" }),
    content: z.string().optional().meta({
      description:
        'Mark of what was asked for, `by` and `reason` left out. A repetition with another content is answered as the first one was, with its mark',
    }),
  })
  .meta({ title: 'CommandAnswer', description: 'Answer of the Updates' });
export type CommandAnswer = z.output<typeof commandAnswerSchema>;
