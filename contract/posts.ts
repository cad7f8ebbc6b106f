import { z } from 'zod';
import { inWords, object, text } from './fields';
import { TEXT_RULES } from './text-rules';

// What the doors tell a subscription of a post of the gateway (docs/gateway.md §6–§8). Posts are not signed: a subscription
// believes none of them, it asks.

/**
 * Argument of the Signal `statusPosted` and of the Query `heard`: what a hint needs of a status post, and no more. Receipts,
 * texts and parts of card numbers stay outside.
 */
export const statusPostSchema = object({
  nit: text(TEXT_RULES.gatewayId)
    .meta({ description: 'The transaction that the post is about, as the gateway names it' })
    .optional(),
  status: text(TEXT_RULES.gatewayStatus).meta({ description: 'Its status as posted, e.g. CON' }).optional(),
}).meta({
  title: 'StatusPost',
  description:
    'Argument of the Signal `statusPosted` and of the Query `heard`. It is a hint: the subscription asks the gateway before anything changes',
});
export type StatusPost = z.output<typeof statusPostSchema>;

/** What a status post would add: news, nothing, nothing because a look is owed already, or nothing because the subscription has ended. */
export const HEARD = ['news', 'known', 'pending', 'ended'] as const;
export type Heard = (typeof HEARD)[number];

const KIND_WORDS = 'must be an object with a kind: edit or refund';

/** Argument of the Update `authenticity`: what the gateway posts while our own begin call is open (docs/gateway.md §7, §8). */
export const authenticityPostSchema = z
  .discriminatedUnion(
    'kind',
    [
      object({
        kind: z.literal('edit'),
        sid: text(TEXT_RULES.gatewayId).meta({ description: 'The schedule that is to be edited' }),
        seid: text(TEXT_RULES.gatewayId).meta({ description: 'The id of the edit, which its PUT names' }),
        merchantData: text(TEXT_RULES.orderId, { checks: ['orderIdIsNoCardNumber'] })
          .meta({ description: 'The order id, which the begin call sent along, echoed' })
          .optional(),
      }),
      object({
        kind: z.literal('refund'),
        nit: text(TEXT_RULES.gatewayId).meta({ description: 'The id of the refund, which its PUT names' }),
        orderId: text(TEXT_RULES.orderId, { checks: ['orderIdIsNoCardNumber'] })
          .meta({ description: 'The order that the post names' })
          .optional(),
      }),
    ],
    inWords(KIND_WORDS),
  )
  .meta({
    words: KIND_WORDS,
    title: 'AuthenticityPost',
    description:
      'Argument of the Update `authenticity`. It is refused (`authenticity_not_expected`) unless the subscription began what it names',
  });
export type AuthenticityPost = z.output<typeof authenticityPostSchema>;

/** Answer of the Update `authenticity`. */
export const authenticityAnswerSchema = z
  .object({ accepted: z.literal(true) })
  .meta({ title: 'AuthenticityAnswer', description: 'Answer of the Update `authenticity`' });
export type AuthenticityAnswer = z.output<typeof authenticityAnswerSchema>;
