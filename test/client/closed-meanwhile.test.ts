import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SubscriptionClient } from '../../client';
import { eventually } from '../support/eventually';
import { temporalAddress } from '../support/run-environment';
import { passOn } from './support/pass-on';

describe('a client that is closed while a call of it is tried again', () => {
  const sockets = new Set<Socket>();
  let isCut = false;
  let triesSinceCut = 0;
  let front: Server;

  /** Passes on what is said to the Temporal server, until it is cut. */
  beforeAll(async () => {
    front = createServer((caller) => {
      if (isCut) {
        triesSinceCut += 1;
        caller.destroy();
        return;
      }
      passOn(caller, temporalAddress(), sockets);
    }).listen(0, 'localhost');
    await once(front, 'listening');
  });
  afterAll(async () => {
    front.close();
    await once(front, 'close');
  });

  test('is answered, and does not break off the process', async () => {
    const { port } = front.address() as AddressInfo;
    const client = await SubscriptionClient.connect({
      env: { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml', TEMPORAL_ADDRESS: `localhost:${port}` },
    });
    await client.list({ merchant: 'nobody' });
    isCut = true;
    for (const socket of sockets) socket.destroy();
    const asked = client.list({ merchant: 'nobody' }).catch((error: unknown) => error);
    await eventually('a first try has found nobody', () => Promise.resolve(triesSinceCut > 0));
    await client.close();
    // Without an answer of its own it would never end; a throw of its timer fails this file, whoever else passes.
    expect(await asked).toMatchObject({ code: 'temporal_unreachable' });
  }, 20_000);
});
