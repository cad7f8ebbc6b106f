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
  const holders = holdersOf(taken, ports);
  const what = holders.map(({ owner, names }) => {
    const held = names.map((name) => `${String(ports[name])} for ${PORTS[name].purpose}`);
    return `${held.join(', ')}${byWhom(owner)}`;
  });
  const owners = holders.map(({ owner }) => owner);
  throw new DevstackError(
    DEVSTACK_ERRORS.portTaken,
    `${taken.length === 1 ? 'a port is' : 'ports are'} taken: ${what.join('; ')}`,
    `${wayOut(owners)}, or choose ${chooseOthers(taken)}.`,
  );
}

interface Holder {
  owner: PortOwner | undefined;
  names: PortName[];
}

/** Each process once, with the ports that it holds. */
function holdersOf(taken: readonly PortName[], ports: Readonly<Record<PortName, number>>): Holder[] {
  const holders: Holder[] = [];
  for (const name of taken) {
    const owner = ownerOfPort(ports[name]);
    const known = holders.find((holder) => holder.owner?.pid === owner?.pid);
    if (known === undefined) holders.push({ owner, names: [name] });
    else known.names.push(name);
  }
  return holders;
}

const byWhom = (owner: PortOwner | undefined): string => {
  if (owner === undefined) return '';
  const left = owner.isOrphan ? ', left behind by a program that was killed' : '';
  return ` (process ${String(owner.pid)}: ${owner.command}${left})`;
};

/** With many of them, the help has the flags. */
function chooseOthers(taken: readonly PortName[]): string {
  const [first] = taken;
  return taken.length === 1 && first !== undefined
    ? `another port: --port-${first} or ${PORTS[first].variable}`
    : 'other ports: the flags --port-… (npm start -- --help)';
}

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
