#!/usr/bin/env node
// The worker process. Settings: worker/config/settings.ts; exit codes: worker/exit-codes.ts.
import { answerArguments } from '../program/command-line';
import { loadConfig } from './config/load-config';
import { SETTINGS } from './config/settings';
import { InvalidConfigError, WORKER_ERRORS, WorkerError } from './errors';
import { exitCodeOf, EXIT } from './exit-codes';
import { LIMITS } from '../program/limits';
import { boundedOutput, type LogOutput } from '../program/log/bounded-output';
import { createLogger, type ProgramLogger } from '../program/log/logger';
import { safeError } from '../program/log/safe-error';
import { keepMemoryOffDisk } from '../program/memory-off-disk';
import { keepDebuggerClosed } from '../program/no-debugger';
import { runWorker } from './run-worker';
import { stopRequested } from '../program/stop-signals';

async function main(output: LogOutput): Promise<number> {
  let logger: ProgramLogger = createLogger('info', output);
  try {
    const config = loadConfig(process.env);
    logger = createLogger(config.logLevel, output);
    await runWorker(config, { logger, output, stop: stopRequested(logger) });
    return EXIT.stopped;
  } catch (error) {
    report(error, logger);
    return exitCodeOf(error);
  }
}

/** One line for the collector, and for people the same on standard error, with what to do next. */
function report(error: unknown, logger: ProgramLogger): void {
  const safe = safeError(error);
  logger.fatal({ error: safe }, 'worker ends');
  const { code, message, nextStep } =
    error instanceof WorkerError ? error : unexpected(`${safe.name}: ${safe.message}`);
  const lines =
    error instanceof InvalidConfigError
      ? [
          'the configuration cannot be used:',
          ...error.problems.map(({ field, problem }) => `  ${field}: ${problem}`),
        ]
      : [message];
  process.stderr.write(`carat-worker: error ${code}: ${lines.join('\n')}\nNext: ${nextStep}\n`);
}

const unexpected = (message: string): WorkerError =>
  new WorkerError({
    code: WORKER_ERRORS.unexpected,
    message,
    nextStep: 'Look at the line "worker ends" in the log: it has the place and the cause.',
  });

const PROGRAM = {
  name: 'carat-worker',
  purpose:
    'Carries the subscriptions out: asks Temporal for work, and calls the gateway for the merchants of its configuration.',
  example: 'CARAT_CONFIG=worker.json TEMPORAL_ADDRESS=localhost:7233 carat-worker',
  settings: SETTINGS,
};

async function run(): Promise<number> {
  process.setSourceMapsEnabled(true);
  keepMemoryOffDisk();
  keepDebuggerClosed();
  const output = boundedOutput(process.stdout);
  const code = await main(output);
  await output.drained(LIMITS.logDrainMs);
  return code;
}

const answer = answerArguments(process.argv.slice(2), PROGRAM);
if (answer === undefined) {
  // Timers and sockets of a start that was given up must not keep the process.
  void run().then((code) => process.exit(code));
} else {
  (answer.isHelp ? process.stdout : process.stderr).write(answer.text);
  process.exitCode = answer.isHelp ? EXIT.stopped : EXIT.invalidConfig;
}
