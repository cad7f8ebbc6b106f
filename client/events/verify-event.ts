import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { subscriptionEventSchema, type SubscriptionEvent } from '../../contract/events';
import { isOfNewerVersion } from '../newer-version';
import { InvalidWebhookError } from '../errors/webhook-errors';

/** A request as it came. */
export interface WebhookRequest {
  /** Header names in any case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes of the body, or their text: not parsed and written again. */
  body: string | Uint8Array;
  /** The secrets of the receiver, `whsec_…`: while one is exchanged, both. */
  secrets: readonly string[];
}

/**
 * Checks that a request comes from our worker, and is not older than five minutes (https://www.standardwebhooks.com). The event may have
 * come before: keep its `id`, and drop what you have. It may be of a type that only a newer version knows: take it, and ignore it.
 *
 * @throws InvalidWebhookError when it must not be believed, or is no event that this version can read
 */
export function verifyEvent({ headers, body, secrets }: WebhookRequest): SubscriptionEvent {
  if (typeof body !== 'string' && !((body as unknown) instanceof Uint8Array))
    throw new InvalidWebhookError('the body must be the text, or the bytes, as it came');
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  const told = verified(text, plain(headers), secrets);
  const { success, error } = subscriptionEventSchema.safeParse(told);
  if (!success && !isOfNewerVersion(error, told))
    throw new InvalidWebhookError('the body is no event that this version of the package can read');
  const event = told as SubscriptionEvent;
  if (event.id !== plain(headers)['webhook-id'])
    throw new InvalidWebhookError('webhook-id is not the id of the event');
  return event;
}

function verified(body: string, headers: Record<string, string>, secrets: readonly string[]): unknown {
  let problem = 'no secret was given';
  for (const secret of secrets) {
    try {
      return new Webhook(secret).verify(body, headers);
    } catch (error) {
      // The library tells what is wrong with the headers; a body that is no JSON is a SyntaxError, whose text is not ours.
      problem =
        error instanceof WebhookVerificationError ? error.message : 'the secret or the body cannot be read';
    }
  }
  throw new InvalidWebhookError(problem);
}

const plain = (headers: WebhookRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')]),
  );
