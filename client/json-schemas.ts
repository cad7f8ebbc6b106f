import { z } from 'zod';
import { adoptionPreviewSchema } from '../contract/adoption';
import {
  acknowledgeCommandSchema,
  cancelCommandSchema,
  changeAmountCommandSchema,
  changeCardCommandSchema,
  changeInstallmentsCommandSchema,
  changeNextDateCommandSchema,
  commandAnswerSchema,
  confirmationCommandSchema,
  plainCommandSchema,
  refundCommandSchema,
  resolveCommandSchema,
  resumeCommandSchema,
} from '../contract/commands';
import { eventsAnswerSchema, subscriptionEventSchema } from '../contract/events';
import { NOTE_NAMES } from '../contract/fields';
import { subscriptionInputSchema } from '../contract/input';
import { authenticityAnswerSchema, authenticityPostSchema, statusPostSchema } from '../contract/posts';
import { previewSchema } from '../contract/preview';
import { subscriptionViewSchema } from '../contract/view';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

function publish(name: string, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override: ({ jsonSchema }) => {
      for (const name of NOTE_NAMES) Reflect.deleteProperty(jsonSchema, name);
      if (io === 'output') allowNewFields(jsonSchema);
    },
  });
  return { $schema, $id: `urn:carat-subscriptions:${name}`, ...rest };
}

/** An answer may get new fields at any time, and a reader that checks it must not stumble over one; what is sent is strict. */
function allowNewFields(jsonSchema: z.core.JSONSchema.BaseSchema): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/**
 * The messages of a subscription for clients in any language; the folder `schemas` holds each as a file. Some rules
 * do not fit into a schema (no card numbers, existing dates); the workflow checks those too and names the field.
 */
export const JSON_SCHEMAS = {
  'subscription-input': publish('subscription-input', subscriptionInputSchema, 'input'),
  'subscription-view': publish('subscription-view', subscriptionViewSchema, 'output'),
  'confirmation-command': publish('confirmation-command', confirmationCommandSchema, 'input'),
  'resolve-command': publish('resolve-command', resolveCommandSchema, 'input'),
  'acknowledge-command': publish('acknowledge-command', acknowledgeCommandSchema, 'input'),
  'plain-command': publish('plain-command', plainCommandSchema, 'input'),
  'resume-command': publish('resume-command', resumeCommandSchema, 'input'),
  'cancel-command': publish('cancel-command', cancelCommandSchema, 'input'),
  'change-amount-command': publish('change-amount-command', changeAmountCommandSchema, 'input'),
  'change-next-date-command': publish('change-next-date-command', changeNextDateCommandSchema, 'input'),
  'change-card-command': publish('change-card-command', changeCardCommandSchema, 'input'),
  'change-installments-command': publish(
    'change-installments-command',
    changeInstallmentsCommandSchema,
    'input',
  ),
  'refund-command': publish('refund-command', refundCommandSchema, 'input'),
  'adoption-preview': publish('adoption-preview', adoptionPreviewSchema, 'output'),
  'command-answer': publish('command-answer', commandAnswerSchema, 'output'),
  'subscription-event': publish('subscription-event', subscriptionEventSchema, 'output'),
  'events-answer': publish('events-answer', eventsAnswerSchema, 'output'),
  preview: publish('preview', previewSchema, 'output'),
  'status-post': publish('status-post', statusPostSchema, 'input'),
  'authenticity-post': publish('authenticity-post', authenticityPostSchema, 'input'),
  'authenticity-answer': publish('authenticity-answer', authenticityAnswerSchema, 'output'),
} as const;
