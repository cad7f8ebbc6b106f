/** The AsyncAPI 3 document of what is posted to a receiver; docs/asyncapi.json is this. */
export function asyncApi(version: string): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'carat-subscriptions events',
      version,
      description:
        'What a billing system is told of, posted by the Standard Webhooks specification (docs/events.md)',
    },
    defaultContentType: 'application/json',
    channels: {
      events: {
        title: 'The receiver of a merchant',
        description: 'The address that `webhookUrl` names. Answer 2xx within 15 s.',
        messages: { event: { $ref: '#/components/messages/event' } },
      },
    },
    operations: {
      tellEvent: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        messages: [{ $ref: '#/channels/events/messages/event' }],
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      },
    },
    components: {
      messages: {
        event: {
          name: 'SubscriptionEvent',
          headers: {
            type: 'object',
            required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
            properties: {
              'webhook-id': {
                type: 'string',
                description: 'The id of the event: the same for every delivery',
              },
              'webhook-timestamp': {
                type: 'string',
                description: 'When it was posted, seconds since the epoch',
              },
              'webhook-signature': { type: 'string', description: 'One or two signatures, `v1,` and base64' },
            },
          },
          payload: {
            schemaFormat: 'application/schema+json;version=draft-2020-12',
            schema: { $ref: '../schemas/subscription-event.json' },
          },
        },
      },
    },
  };
}
