import { createServer, type AddressInfo, type Server } from 'node:net';
import { Agent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { queryOver } from './support/kept-alive';
import { openStage, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

const port = (): number => Number(new URL(stage.sandbox.baseUrl).port);

async function refused(durationMs?: number): Promise<string> {
  const lasting = durationMs === undefined ? {} : { durationMs };
  return stage.control.addFault({ route: '*', kind: 'refuse_connection', ...lasting });
}

/** Does a request get through? */
async function reachable(): Promise<boolean> {
  return stage.store.get('/v1/nothing').then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      return false;
    },
  );
}

async function squat(): Promise<Server> {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port(), 'localhost', resolve));
  expect((squatter.address() as AddressInfo).port).toBe(port());
  return squatter;
}

async function closed(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}

describe('several rules that refuse connections', () => {
  it('a second one does not keep the first from ending by itself', async () => {
    await refused(400);
    await stage.control.clearFaults(await refused());
    await expect(reachable()).resolves.toBe(false);

    await waitFor(reachable);
  });

  it('connections are refused as long as any of them is armed', async () => {
    await refused(200);
    const lasting = await refused();
    await delay(500);
    await expect(reachable()).resolves.toBe(false);

    await stage.control.clearFaults(lasting);

    await expect(reachable()).resolves.toBe(true);
  });

  it('one that is armed while the listener is opening again wins', async () => {
    await refused();
    await Promise.all([stage.control.clearFaults(), refused()]);

    await expect(reachable()).resolves.toBe(false);
  });
});

describe('when connections are refused', () => {
  it('one whose TLS is up but which has sent nothing yet is closed', async () => {
    const socket = connect({ port: port(), host: 'localhost', ca: stage.sandbox.caPem });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).resume();
    await waitFor(async () => (await stage.control.connections()).secured === 1);
    await refused();

    await ended;
    await expect(stage.control.connections()).resolves.toMatchObject({ open: 0 });
  });

  it('one with a request under way answers it, and takes no other', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const nit = await stage.createPayment();
    await stage.control.addFault({ route: 'get_transaction', kind: 'hold', holdMs: 400 });
    const answer = queryOver(stage.sandbox, agent, nit);
    await waitFor(async () => (await stage.control.requests({ fault: 'hold' })).length === 1);
    await refused();

    await expect(answer).resolves.toBe(200);
    await expect(queryOver(stage.sandbox, agent, nit)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });
});

describe('a port that is taken meanwhile', () => {
  it('is an error of clearFaults, which can be called again', async () => {
    await refused();
    const squatter = await squat();
    await expect(stage.control.clearFaults()).rejects.toMatchObject({ code: 'sandbox_port_in_use' });
    await closed(squatter);

    await stage.control.clearFaults();

    await expect(reachable()).resolves.toBe(true);
  });

  it('is told aloud where the rule ends by itself', async () => {
    const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await refused(200);
    const squatter = await squat();

    await waitFor(() => warnings.mock.calls.length > 0);
    expect(warnings.mock.calls[0]?.[0]).toContain('is taken');
    await closed(squatter);
  });
});

describe('a time without end is refused', () => {
  it.each([2 ** 31, -1, Number.NaN, 1.5])('as the duration of a refusal: %d', async (durationMs) => {
    await expect(refused(durationMs)).rejects.toMatchObject({ code: 'sandbox_invalid_fault' });
    await expect(reachable()).resolves.toBe(true);
  });

  it.each([2 ** 31, -1, Number.NaN])('as the duration of an authorisation: %d', async (durationMs) => {
    await expect(stage.control.changeSettings({ authorizationDurationMs: durationMs })).rejects.toMatchObject(
      { code: 'sandbox_invalid_option' },
    );
  });
});
