import { previewQuery } from '../../contract/messages';
import { previewSchema, type Preview } from '../../contract/preview';
import { PREVIEWED_KINDS } from '../../contract/vocabulary';
import type { PreviewedKind } from '../../domain/subscription/preview';
import type { TemporalAccess } from '../access';
import { checkRequest } from '../commands/check-request';
import type { CommandRequests } from '../commands/command-table';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { askSubscription } from './ask-subscription';
import { movedClockOf } from './moved-clock';

/** Asks what a command would do. Its request is the one of the command itself; an update id or a time limit has no meaning here. */
export async function readPreview<Kind extends PreviewedKind>(
  access: TemporalAccess,
  ref: SubscriptionRef,
  kind: Kind,
  request: CommandRequests[Kind],
): Promise<Preview> {
  if (!(PREVIEWED_KINDS as readonly string[]).includes(kind))
    throw new InvalidRequestError([
      { field: 'kind', problem: `must be one of ${PREVIEWED_KINDS.join(', ')}` },
    ]);
  const command = checkRequest(kind, request);
  return askSubscription(access, ref, {
    query: previewQuery,
    args: [kind, command, await askedAt(access, ref)],
    schema: previewSchema,
    what: `the preview of ${kind}`,
    timeoutMs: request.timeoutMs ?? CLIENT_LIMITS.queryMs,
  });
}

/** Now, by the clock of the workflow: a rehearsal may have moved it ahead of ours. */
async function askedAt(access: TemporalAccess, ref: SubscriptionRef): Promise<string> {
  const now = new Date().toISOString();
  const moved = (await movedClockOf(access, workflowIdFor(ref))) ?? now;
  return moved > now ? moved : now;
}
