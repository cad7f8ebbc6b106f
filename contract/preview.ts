import { z } from 'zod';
import { PREVIEWED_CALLS } from '../domain/edits/preview';

/** Answer of the Query `preview`: what a command would do, by the rules that would carry it out. Fields may be added. */
export const previewSchema = z
  .discriminatedUnion('allowed', [
    z.object({
      allowed: z.literal(false),
      why: z.string().meta({ description: 'Why it would be refused, in the words of the refusal' }),
    }),
    z.object({
      allowed: z.literal(true),
      what: z.string().meta({ description: 'The command in words' }),
      sets: z
        .string()
        .meta({ description: 'What would be set at the gateway; `nothing` where nothing is sent' }),
      gatewayCalls: z
        .array(z.enum(PREVIEWED_CALLS))
        .meta({ description: 'In order; none where nothing is sent' }),
      waitsFor: z.string().optional().meta({ description: 'Set when it would not begin at once' }),
      refund: z
        .object({
          charge: z.string().meta({ description: 'NIT of the charge' }),
          amountCents: z.int().meta({ description: 'What would go back' }),
          leftCents: z.int().meta({ description: 'What would be left of the charge' }),
        })
        .optional()
        .meta({ description: 'Of `refund` alone' }),
      nextCharges: z
        .array(
          z.object({
            date: z.string().meta({ format: 'date', description: 'YYYY-MM-DD in São Paulo' }),
            amountCents: z.int(),
          }),
        )
        .meta({ description: 'At most three, once it is done; none while nothing is charged' }),
    }),
  ])
  .meta({ title: 'Preview', description: 'Answer of the Query `preview`. Nothing changes by it' });

export type Preview = z.output<typeof previewSchema>;
