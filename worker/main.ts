// The worker process. Settings: worker/config/settings.ts; exit codes: worker/exit-codes.ts.
import { loadConfig } from './config/load-config';
import { InvalidConfigError, WorkerError } from './errors';
import { exitCodeOf, EXIT } from './exit-codes';
import { LIMITS } from './limits';
import { boundedOutput, type LogOutput } from './log/bounded-output';
import { createLogger, type WorkerLogger } from './log/logger';
import { safeError } from './log/safe-error';
import { runWorker } from './run-worker';
import { stopRequested } from './stop-signals';

async function main(output: LogOutput): Promise<number> {
  let logger: WorkerLogger = createLogger('info', output);
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

/** One line for the collector; what a person can mend is also written out on standard error. */
function report(error: unknown, logger: WorkerLogger): void {
  logger.fatal({ error: safeError(error) }, 'worker ends');
  if (!(error instanceof WorkerError)) return;
  const { code, message, nextStep } = error;
  const lines =
    error instanceof InvalidConfigError
      ? [
          'the configuration cannot be used:',
          ...error.problems.map(({ field, problem }) => `  ${field}: ${problem}`),
        ]
      : [message];
  process.stderr.write(`carat-worker: error ${code}: ${lines.join('\n')}\nNext: ${nextStep}\n`);
}

const output = boundedOutput(process.stdout);
void main(output).then(async (code) => {
  await output.drained(LIMITS.logDrainMs);
  // Timers and sockets of a start that was given up must not keep the process.
  process.exit(code);
});
