#!/usr/bin/env node
// The process of the doors. Settings: http/config/settings.ts; exit codes: http/exit-codes.ts.
import { temporalClientLater } from '../client/connect';
import { InvalidSettingsError } from '../client/errors/subscription-errors';
import { answerArguments } from '../program/command-line';
import { LIMITS } from '../program/limits';
import { boundedOutput, type LogOutput } from '../program/log/bounded-output';
import { createLogger, type ProgramLogger } from '../program/log/logger';
import { safeError } from '../program/log/safe-error';
import { keepMemoryOffDisk } from '../program/memory-off-disk';
import { keepDebuggerClosed } from '../program/no-debugger';
import { stopRequested } from '../program/stop-signals';
import { describeDoorsConfig } from './config/describe-config';
import { loadDoorsConfig } from './config/load-config';
import { SETTINGS } from './config/settings';
import { DOORS_ERRORS, DoorsError, InvalidDoorsConfigError } from './errors';
import { EXIT, exitCodeOf } from './exit-codes';
import { openDoors } from './running-doors';

const SERVICE = 'carat-doors';

async function main(output: LogOutput): Promise<number> {
  let logger: ProgramLogger = createLogger('info', output, SERVICE);
  try {
    const config = loadDoorsConfig(process.env);
    logger = createLogger(config.logLevel, output, SERVICE);
    logger.info(describeDoorsConfig(config), 'doors start');
    const stop = stopRequested(logger);
    const { client, connection } = temporalOf();
    const doors = await openDoors(config, { client, logger });
    logger.info({ listenAddress: config.listenAddress }, 'doors are open');
    const signal = await stop;
    logger.info({ signal, graceMs: config.shutdownGraceMs }, 'stopping: no new post is taken');
    await doors.close();
    await connection.close();
    logger.info('stopped');
    return EXIT.stopped;
  } catch (error) {
    report(error, logger);
    return exitCodeOf(error);
  }
}

/** Temporal as the settings TEMPORAL_* name it; nothing is asked of it yet. */
function temporalOf(): ReturnType<typeof temporalClientLater> {
  try {
    return temporalClientLater({});
  } catch (error) {
    if (!(error instanceof InvalidSettingsError || error instanceof TypeError)) throw error;
    const problem = error instanceof InvalidSettingsError ? error.message : 'the address is not well formed';
    throw new InvalidDoorsConfigError([{ field: 'TEMPORAL_*', problem }]);
  }
}

/** One line for the collector, and for people the same on standard error, with what to do next. */
function report(error: unknown, logger: ProgramLogger): void {
  const safe = safeError(error);
  logger.fatal({ error: safe }, 'doors end');
  const { code, message, nextStep } =
    error instanceof DoorsError ? error : unexpected(`${safe.name}: ${safe.message}`);
  const lines =
    error instanceof InvalidDoorsConfigError
      ? [
          'the configuration cannot be used:',
          ...error.problems.map(({ field, problem }) => `  ${field}: ${problem}`),
        ]
      : [message];
  process.stderr.write(`carat-doors: error ${code}: ${lines.join('\n')}\nNext: ${nextStep}\n`);
}

const unexpected = (message: string): DoorsError =>
  new DoorsError({
    code: DOORS_ERRORS.unexpected,
    message,
    nextStep: 'Look at the line "doors end" in the log: it has the place and the cause.',
  });

const PROGRAM = {
  name: SERVICE,
  purpose: 'Takes the posts of the gateway, and tells the subscriptions that there is something to look at.',
  example: 'CARAT_DOORS_CONFIG=doors.json CARAT_DOORS_BEHIND_PROXY=127.0.0.1 carat-doors',
  settings: SETTINGS,
};

async function run(): Promise<number> {
  process.setSourceMapsEnabled(true);
  keepMemoryOffDisk();
  keepDebuggerClosed();
  const output = boundedOutput(process.stdout, LIMITS.logBufferChars, SERVICE);
  const code = await main(output);
  await output.drained(LIMITS.logDrainMs);
  return code;
}

const answer = answerArguments(process.argv.slice(2), PROGRAM);
if (answer === undefined) {
  void run().then((code) => process.exit(code));
} else {
  (answer.isHelp ? process.stdout : process.stderr).write(answer.text);
  process.exitCode = answer.isHelp ? EXIT.stopped : EXIT.invalidConfig;
}
