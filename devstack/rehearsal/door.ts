import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  REHEARSAL_KEY,
  type RehearsalAction,
  type RehearsalAnswer,
  type RehearsalDoor,
  type RehearsalRefusal,
} from '../../contract/rehearsal';
import type { Stack } from '../stack';
import { ACTIONS } from './actions';
import { RehearsalRefused } from './refused';
import { limitCalls } from './untaken-calls';

/** Largest body of a request, bytes. */
const MAX_BODY_BYTES = 4_096;

interface Reply {
  status: number;
  body: RehearsalAnswer | RehearsalRefusal;
}

/**
 * Opens the door through which `carat dev` rehearses, on this machine only, and writes into the data of the namespace where it is. Who
 * can read that can open it: a Temporal server of a development stack, which has no authentication.
 */
export async function openRehearsalDoor(stack: Stack): Promise<{ close: () => Promise<void> }> {
  const token = randomBytes(32).toString('hex');
  let last: Promise<unknown> = Promise.resolve();
  /** One action at a time: each may move the clock. */
  const inTurn = (run: () => Promise<Reply>): Promise<Reply> => {
    const next = last.then(run, run);
    last = next;
    return next;
  };
  const server = createServer((request, response) => {
    void inTurn(() => answer(stack, request, token)).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  const url = await listening(server);
  // The database keeps it when a stack ends, unlike the faults of the sandbox.
  await limitCalls(stack, undefined);
  await announce(stack, JSON.stringify({ url, token } satisfies RehearsalDoor));
  return {
    close: async () => {
      await announce(stack, '').catch(() => undefined);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });

async function announce({ client }: Stack, door: string): Promise<void> {
  const { namespace } = client.options;
  await client.workflowService.updateNamespace({
    namespace,
    updateInfo: { data: { [REHEARSAL_KEY]: door } },
  });
}

async function answer(stack: Stack, request: IncomingMessage, token: string): Promise<Reply> {
  const action = (request.url ?? '').slice(1);
  if (!isBearer(request, token))
    return refusal(401, 'the word that opens this door is another', 'Start again.');
  if (request.method !== 'POST' || !Object.hasOwn(ACTIONS, action))
    return refusal(404, `there is no ${action} to rehearse`, 'See `carat dev --help`.');
  try {
    const told = await ACTIONS[action as RehearsalAction](stack, await bodyOf(request));
    return { status: 200, body: { told } };
  } catch (error) {
    if (error instanceof RehearsalRefused) return refusal(409, error.message, error.nextStep);
    const message = error instanceof Error ? error.message : String(error);
    return refusal(500, message, 'Look at what `npm start` has logged.');
  }
}

const refusal = (status: number, message: string, nextStep: string): Reply => ({
  status,
  body: { refused: { message, nextStep } },
});

/** A page in a browser cannot send this header without being asked first, and nobody answers that question here. */
function isBearer({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = chunk as Buffer;
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES)
      throw new RehearsalRefused('the request is too long', 'See `carat dev --help`.');
    chunks.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch {
    throw new RehearsalRefused('the request is not JSON', 'See `carat dev --help`.');
  }
}
