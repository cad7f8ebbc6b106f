import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** The process that listens on a port. */
export interface PortOwner {
  pid: number;
  /** What it was started with, on one line, bounded. */
  command: string;
  /** Its parent is gone: whoever started it was killed. */
  isOrphan: boolean;
}

/** Length of a command line that is shown, characters. */
const COMMAND_SHOWN = 80;
/** The state of a socket that listens, in /proc/net/tcp (Linux, include/net/tcp_states.h). */
const LISTEN = '0A';

/** Who listens on a port of this machine; undefined where the system does not tell, or tells it to its owner only. */
export function ownerOfPort(port: number): PortOwner | undefined {
  if (process.platform !== 'linux') return undefined;
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => socketsOn(table, port)));
  if (sockets.size === 0) return undefined;
  const pid = readable(() => readdirSync('/proc'))
    ?.map(Number)
    .find((candidate) => candidate > 0 && holdsAny(candidate, sockets));
  return pid === undefined ? undefined : ownerAt(pid);
}

/** The inodes of the sockets that listen on a port. */
function socketsOn(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return (readable(() => readFileSync(table, 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === LISTEN && local.endsWith(`:${hex}`))
    .map((columns) => `socket:[${columns[9] ?? ''}]`);
}

function holdsAny(pid: number, sockets: ReadonlySet<string>): boolean {
  const folder = `/proc/${String(pid)}/fd`;
  const handles = readable(() => readdirSync(folder)) ?? [];
  return handles.some((handle) => sockets.has(readable(() => readlinkSync(`${folder}/${handle}`)) ?? ''));
}

function ownerAt(pid: number): PortOwner {
  const text = readable(() => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')) ?? '';
  const status = readable(() => readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? '';
  return { pid, command: commandShown(text.split('\0')), isOrphan: /^PPid:\s+1$/m.test(status) };
}

/** A command line by which a person knows the program: the ends of long paths, and a mark where it is cut off. */
export function commandShown([program = '', ...words]: readonly string[]): string {
  const ends = words.map((word) => (word.startsWith('/') ? word.split('/').slice(-2).join('/') : word));
  const text = [basename(program), ...ends].join(' ').trim();
  return text.length <= COMMAND_SHOWN ? text : `${text.slice(0, COMMAND_SHOWN - 1)}…`;
}

/** What can be read; processes come and go, and not all may be looked at. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
