import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  REHEARSAL_KEY,
  type RehearsalAction,
  type RehearsalAnswer,
  type RehearsalDoor,
  type RehearsalRefusal,
} from '../../../contract/rehearsal';
import { connectToTemporal } from '../../connect';
import { NotADevelopmentStackError, RehearsalRefusedError } from '../../errors/rehearsal-errors';
import { translateError } from '../../errors/translate-error';
import type { CliIo } from '../io';
import { connectOptions, type CommonFlags } from '../session';

/**
 * Rehearses something at the development stack that the Temporal server belongs to. Nothing is guessed from a host or a port: the
 * namespace itself must name the door, the door must be on this machine, and must take the word that the namespace has for it.
 *
 * @throws NotADevelopmentStackError, RehearsalRefusedError, and the errors of the connection
 */
export async function rehearse(
  io: CliIo,
  flags: CommonFlags,
  action: RehearsalAction,
  args: object,
): Promise<RehearsalAnswer> {
  const { url, token } = await doorOf(io, flags);
  const { status, body } = await posted(`${url}/${action}`, token, JSON.stringify(args)).catch(
    (error: unknown) => {
      throw new NotADevelopmentStackError('its development stack does not run any more', error);
    },
  );
  if (status === 401)
    throw new NotADevelopmentStackError('what listens where its stack was is not that stack');
  const answer = JSON.parse(body) as RehearsalAnswer | RehearsalRefusal;
  if ('refused' in answer) throw new RehearsalRefusedError(answer.refused.message, answer.refused.nextStep);
  return answer;
}

/** A move of many subscriptions takes minutes: unlike `fetch`, this waits for the answer as long as the stack runs. */
async function posted(
  url: string,
  token: string,
  content: string,
): Promise<{ status: number; body: string }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const asked = request(url, { method: 'POST', headers }).end(content);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

async function doorOf(io: CliIo, flags: CommonFlags): Promise<RehearsalDoor> {
  const { client, connection } = await connectToTemporal(connectOptions(io, flags));
  const { namespace } = client.options;
  try {
    const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
    return readDoor(namespaceInfo?.data?.[REHEARSAL_KEY]);
  } catch (error) {
    throw translateError(error, { what: 'looking for the development stack', namespace });
  } finally {
    await connection.close();
  }
}

function readDoor(door: string | undefined): RehearsalDoor {
  if (door === undefined || door === '')
    throw new NotADevelopmentStackError('its namespace names no development stack');
  const { url, token } = JSON.parse(door) as Partial<RehearsalDoor>;
  if (url === undefined || token === undefined || !/^http:\/\/127\.0\.0\.1:\d+$/.test(url))
    throw new NotADevelopmentStackError('what its namespace names is not on this machine');
  return { url, token };
}
