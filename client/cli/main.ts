#!/usr/bin/env node
import { runCli } from './run-cli';

/** A reader that has seen enough, such as `| head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** The first Ctrl-C ends what goes on until it is stopped; that is no failure. */
function untilStopped(): AbortSignal {
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
  });
  return stopping.signal;
}

const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);

void runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stdin: process.stdin,
  env,
  terminal: process.stdout.isTTY ? { columns: process.stdout.columns } : undefined,
  untilStopped,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
