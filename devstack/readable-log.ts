import { boundedOutput } from '../program/log/bounded-output';
import { createLogger, type ProgramLogger } from '../program/log/logger';

/** Fields that say where a line comes from; on a terminal the text and what is left are enough. */
const LEFT_OUT = new Set([
  'level',
  'time',
  'service',
  'msg',
  'sdkComponent',
  'namespace',
  'runId',
  'activityId',
]);

/** The worker's log for a terminal: one short line each, on standard error; by default only what goes wrong. */
export function readableLog(verbose: boolean): ProgramLogger {
  const output = boundedOutput(process.stderr);
  return createLogger(verbose ? 'info' : 'warn', {
    write: (line) => {
      output.write(readable(line));
    },
  });
}

/** A JSON line of the log as `hh:mm:ss level text field=value …`. */
export function readable(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const time = typeof entry['time'] === 'string' ? new Date(entry['time']).toTimeString().slice(0, 8) : '';
  const fields = Object.entries(entry)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value, withoutStack)}`,
    );
  return `${[time, String(entry['level']), String(entry['msg']), ...fields].join(' ')}\n`;
}

/** Where in the code an error arose is for the log of a worker. */
const withoutStack = (name: string, value: unknown): unknown => (name === 'stack' ? undefined : value);
