import { z } from 'zod';
import {
  acknowledgeCommandSchema,
  cancelCommandSchema,
  changeAmountCommandSchema,
  changeCardCommandSchema,
  changeInstallmentsCommandSchema,
  changeNextDateCommandSchema,
  confirmationCommandSchema,
  plainCommandSchema,
  refundCommandSchema,
  resolveCommandSchema,
  resumeCommandSchema,
} from '../../contract/commands';
import { NOTE_NAMES, type FieldNotes } from '../../contract/fields';
import { subscriptionInputSchema } from '../../contract/input';
import { authenticityPostSchema, statusPostSchema } from '../../contract/posts';

/** The messages that workflows check. */
export const MESSAGES = {
  start: subscriptionInputSchema,
  confirmation: confirmationCommandSchema,
  resolve: resolveCommandSchema,
  acknowledge: acknowledgeCommandSchema,
  plain: plainCommandSchema,
  resume: resumeCommandSchema,
  cancel: cancelCommandSchema,
  changeAmount: changeAmountCommandSchema,
  changeNextDate: changeNextDateCommandSchema,
  changeCard: changeCardCommandSchema,
  changeInstallments: changeInstallmentsCommandSchema,
  refund: refundCommandSchema,
  statusPost: statusPostSchema,
  authenticityPost: authenticityPostSchema,
} as const;

/** A JSON Schema with the notes of its fields (contract/fields.ts). */
export interface NotedSchema extends Partial<FieldNotes> {
  properties?: Record<string, NotedSchema>;
  items?: NotedSchema;
  oneOf?: NotedSchema[];
  const?: unknown;
}

/** A message with the notes of its fields. */
export const notedSchema = (message: z.ZodType): NotedSchema =>
  z.toJSONSchema(message, { io: 'input' }) as NotedSchema;

/** What only readers need. The one `format` that is used, `date`, is checked by a function of ours. */
const FOR_READERS = [...NOTE_NAMES, 'title', 'description', 'format'] as const;

/** A message as the generator of validators wants it: keywords only, and forms of an object told apart by their tag. */
export function plainSchema(message: z.ZodType): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(message, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      for (const name of FOR_READERS) Reflect.deleteProperty(jsonSchema, name);
      const { def } = zodSchema._zod;
      if (def.type === 'union' && 'discriminator' in def)
        Object.assign(jsonSchema, { type: 'object', discriminator: { propertyName: def.discriminator } });
    },
  });
  return schema;
}
