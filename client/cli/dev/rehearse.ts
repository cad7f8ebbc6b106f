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
  const response = await fetch(`${url}/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw new NotADevelopmentStackError('its development stack does not run any more', error);
  });
  if (response.status === 401)
    throw new NotADevelopmentStackError('what listens where its stack was is not that stack');
  const answer = (await response.json()) as RehearsalAnswer | RehearsalRefusal;
  if ('refused' in answer) throw new RehearsalRefusedError(answer.refused.message, answer.refused.nextStep);
  return answer;
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

function readDoor(text: string | undefined): RehearsalDoor {
  if (text === undefined || text === '')
    throw new NotADevelopmentStackError('its namespace names no development stack');
  const { url, token } = JSON.parse(text) as Partial<RehearsalDoor>;
  if (url === undefined || token === undefined || !/^http:\/\/127\.0\.0\.1:\d+$/.test(url))
    throw new NotADevelopmentStackError('what its namespace names is not on this machine');
  return { url, token };
}
