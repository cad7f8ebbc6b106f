/**
 * SIGUSR1 opens a debugger in Node, which would hand out the memory, keys and cards included. A listener takes its place. Node 22
 * and later have `--disable-sigusr1` for it, which the image uses too; Node 20 does not know it.
 */
export function keepDebuggerClosed(): void {
  process.on('SIGUSR1', () => undefined);
}
