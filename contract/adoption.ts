import { z } from 'zod';
import { ADOPTION_REFUSALS } from '../domain/adoption/adoption';
import { ADOPTION_VERDICTS } from '../domain/adoption/preview';
import { date } from './times';

/** Fields of the terms that the gateway keeps otherwise than they were sold. */
export const misfitsSchema = z.array(
  z.object({
    field: z.enum(['amountCents', 'firstDate', 'nextDate', 'numberOfTimes', 'intervalMonths']),
    what: z.string().meta({ description: 'Both values in words' }),
  }),
);

/** Why a schedule was not adopted. */
export const adoptionRefusalSchema = z.enum(ADOPTION_REFUSALS);

/** Answer of a dry run: the result of the workflow `adoptionPreview`. Fields may be added. */
export const adoptionPreviewSchema = z
  .object({
    merchant: z.string(),
    orderId: z.string(),
    sid: z.string(),
    verdict: z.enum(ADOPTION_VERDICTS),
    reason: z.string().optional().meta({
      description: 'Why it would be refused; with not_known, what was met instead of an answer',
    }),
    what: z.string(),
    misfits: misfitsSchema,
    kept: z
      .object({
        status: z.string(),
        amountCents: z.int().optional(),
        firstDate: date.optional(),
        nextDate: date.optional(),
        numberOfTimes: z.int().optional(),
        currentTimes: z.int().optional(),
        listed: z.int(),
      })
      .optional()
      .meta({ description: 'What the gateway keeps' }),
  })
  .meta({
    title: 'AdoptionPreview',
    description: 'What an adoption would come to: the result of the workflow `adoptionPreview`',
  });

export type AdoptionPreview = z.output<typeof adoptionPreviewSchema>;
