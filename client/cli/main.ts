#!/usr/bin/env node
import { EXIT } from './exit-codes';
import { runCli } from './run-cli';

const readerGone = new AbortController();

/** A reader that has seen enough, such as `| head`, is no error; a disk that is full is one. */
process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
  readerGone.abort();
  if (code === 'EPIPE') return;
  process.stderr.write(`error output_not_written: the answer could not be written (${code})\n`);
  process.exit(EXIT.refused);
});

/** The first Ctrl-C ends what goes on until it is stopped, and so does a reader that has gone; that is no failure. */
function untilStopped(): AbortSignal {
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
  });
  return AbortSignal.any([stopping.signal, readerGone.signal]);
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
