import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface ProcessInfo {
  pid: number;
  parent: number;
  /** `Z` is a process that has ended and waits for its parent to notice. */
  state: string;
  command: string;
}

/** Temporal servers that a process has started and that run now. */
export const serversOf = (pid: number | undefined): number[] =>
  runningProcesses()
    .filter(({ parent, command }) => parent === pid && command.includes('start-dev'))
    .map((child) => child.pid);

/** Every process that a process has started and that runs now, with what those have started. */
export function startedBy(pid: number | undefined): number[] {
  const running = runningProcesses();
  const below = (parents: readonly number[]): number[] => {
    const children = running.filter(({ parent }) => parents.includes(parent)).map((child) => child.pid);
    return children.length === 0 ? [] : [...children, ...below(children)];
  };
  return pid === undefined ? [] : below([pid]);
}

/** Which of these processes run now. */
export function stillRunning(pids: readonly number[]): number[] {
  const running = new Set(runningProcesses().map(({ pid }) => pid));
  return pids.filter((pid) => running.has(pid));
}

function runningProcesses(): ProcessInfo[] {
  return (existsSync('/proc/self/stat') ? fromProc() : fromPs()).filter(
    ({ state }) => !state.startsWith('Z'),
  );
}

function fromProc(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in brackets may hold anything; state and parent come after it.
        const after = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '';
        const [state = '', parent = ''] = after.split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return [{ pid: Number(name), parent: Number(parent), state, command }];
      } catch {
        return [];
      }
    });
}

function fromPs(): ProcessInfo[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = '', ...words] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state, command: words.join(' ') };
    });
}
