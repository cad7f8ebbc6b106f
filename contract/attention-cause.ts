import { z } from 'zod';
import { DIFFERING_FIELDS } from '../domain/ledger/differences';
import { ATTENTION } from '../domain/subscription/attention';
import { date, instant } from './times';

/** One cause of a flag: in words, and by field what those are about (domain/subscription/occurrence.ts). */
export const attentionCause = z.object({
  flag: z.enum(ATTENTION),
  what: z.string().meta({ description: 'In words, with both values where something differs' }),
  cycle: date.optional().meta({ description: 'Due date of the cycle' }),
  isBeforeAdoption: z
    .literal(true)
    .optional()
    .meta({ description: 'The cycle was executed before the adoption' }),
  nit: z.string().optional().meta({ description: 'The charge' }),
  amountCents: z.int().optional().meta({ description: 'What was given back of it' }),
  command: z
    .string()
    .optional()
    .meta({ description: 'Id of the command in `commands`, or of the refund in `refunds`' }),
  by: z.string().optional().meta({ description: 'Who sent it' }),
  at: instant.optional().meta({ description: 'Since when it is so, or when it was' }),
  status: z.string().optional().meta({ description: 'The status that the gateway told' }),
  outcome: z.string().optional().meta({ description: 'What became of the first payment' }),
  field: z.enum(DIFFERING_FIELDS).optional().meta({ description: 'What differs, or cannot be read' }),
  sold: z.union([z.int(), z.string()]).optional().meta({
    description: 'What was sold of the field: integer cents, a count or a date; absent where without end',
  }),
  found: z
    .union([z.int(), z.string()])
    .optional()
    .meta({ description: 'What the gateway has of it; absent where it cannot be read' }),
  isFinished: z
    .literal(true)
    .optional()
    .meta({ description: 'The gateway has finished, after so many executions' }),
  goesOnTo: date.optional().meta({ description: 'The date that the gateway goes on to' }),
  from: z.int().optional().meta({ description: 'Sequence of the first event that was not delivered' }),
  to: z.int().optional().meta({ description: 'Sequence of the last one' }),
  receiverSaid: z.string().optional().meta({ description: 'Why they were not delivered' }),
});
