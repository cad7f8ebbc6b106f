import { z } from 'zod';
import { inWords, object, text, whole } from './fields';
import { TEXT_RULES } from './text-rules';

/** An amount, integer cents. */
export const cents = whole(1, 999_999_999_999, 'a whole number of cents').meta({
  description: 'Integer cents: 4990 is R$ 49,90',
});

/** Installments of one charge. */
export const installments = (): z.ZodInt => whole(1, 99);

const cardReference = () => text(TEXT_RULES.cardReference, { checks: ['referenceIsNoCardNumber'] });

const CARD_WORDS = 'must be the token of a card stored at Carat, or a reference into the vault';
/** A reference to a card; a card number never enters Temporal (R7). */
export const card = z
  .discriminatedUnion(
    'kind',
    [
      object({
        kind: z.literal('carat_token'),
        token: cardReference().meta({ description: 'Token of a card stored at Carat' }),
      }),
      object({
        kind: z.literal('vault'),
        reference: cardReference().meta({ description: 'Reference that the vault gave' }),
      }),
    ],
    inWords(CARD_WORDS),
  )
  .meta({ words: CARD_WORDS, description: 'A reference to the card. Card numbers never enter Temporal' });
