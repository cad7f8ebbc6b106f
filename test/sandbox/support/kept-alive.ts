import { request, type Agent } from 'node:https';
import type { Sandbox } from '../../../sandbox/server';
import { storeA } from './caller';

/** The HTTP status of a query for a NIT over a given agent; rejects with the socket's error. */
export async function queryOver(sandbox: Sandbox, agent: Agent, nit: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { agent, ca: sandbox.caPem, headers: storeA };
    const call = request(`${sandbox.baseUrl}/v1/transactions/${nit}`, options, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode);
      });
    });
    call.on('error', reject);
    call.end();
  });
}
