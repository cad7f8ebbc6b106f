import { createServer } from 'node:net';
import { DEVSTACK_ERRORS, DevstackError } from './errors';
import { ownerOfPort, type PortOwner } from './port-owner';
import { PORT_NAMES, PORTS, type PortName } from './settings';

/**
 * Makes sure that nobody listens on any of the ports, before anything is started.
 *
 * @throws DevstackError `port_taken` naming each taken port, what it is for and how to choose another
 */
export async function refuseTakenPorts(ports: Readonly<Record<PortName, number>>): Promise<void> {
  const checked = await Promise.all(
    PORT_NAMES.map(async (name) => ({ name, taken: await isTaken(ports[name]) })),
  );
  const taken = checked.filter((port) => port.taken).map(({ name }) => name);
  if (taken.length === 0) return;
  const owners = new Map(taken.map((name) => [name, ownerOfPort(ports[name])]));
  const what = taken.map(
    (name) => `${String(ports[name])} for ${PORTS[name].purpose}${byWhom(owners.get(name))}`,
  );
  const how = taken.map((name) => `--port-${name} or ${PORTS[name].variable}`);
  throw new DevstackError(
    DEVSTACK_ERRORS.portTaken,
    `${taken.length === 1 ? 'a port is' : 'ports are'} taken: ${what.join(', ')}`,
    `${wayOut([...owners.values()])}, or choose another port: ${how.join(', ')}.`,
  );
}

const byWhom = (owner: PortOwner | undefined): string => {
  if (owner === undefined) return '';
  const left = owner.isOrphan ? ', left behind by a program that was killed' : '';
  return ` (process ${String(owner.pid)}: ${owner.command}${left})`;
};

function wayOut(owners: readonly (PortOwner | undefined)[]): string {
  const pids = [...new Set(owners.flatMap((owner) => (owner === undefined ? [] : [String(owner.pid)])))];
  return pids.length === 0
    ? 'Stop what listens there (another `npm start`?)'
    : `Stop what listens there: \`kill ${pids.join(' ')}\``;
}

/** The sandbox listens on the name, which may be another address than the one that the rest listens on. */
const HOSTS = ['127.0.0.1', 'localhost'] as const;

async function isTaken(port: number): Promise<boolean> {
  for (const host of HOSTS) {
    if (await isTakenOn(host, port)) return true;
  }
  return false;
}

async function isTakenOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(true);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(false);
      });
    });
  });
}
