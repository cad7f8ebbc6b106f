#!/usr/bin/env node
// The worker process. Settings: worker/config/settings.ts; exit codes: program/exit-codes.ts.
import { loadConfig } from './config/load-config';
import { SETTINGS } from './config/settings';
import { WORKER_ERRORS, WorkerError } from './errors';
import { exitCodeOf } from './exit-codes';
import type { LogOutput } from '../program/log/bounded-output';
import { warnOfUnknown } from '../program/config/unknown-variables';
import { EXIT } from '../program/exit-codes';
import { createLogger, type ProgramLogger } from '../program/log/logger';
import { reportEnd, runProgram } from '../program/run-program';
import { runWorker } from './run-worker';
import { stopRequested } from '../program/stop-signals';

async function main(output: LogOutput): Promise<number> {
  let logger: ProgramLogger = createLogger('info', output);
  try {
    warnOfUnknown(logger, process.env, { prefix: 'CARAT_', settings: SETTINGS, others: OF_OTHERS });
    const config = loadConfig(process.env);
    logger = createLogger(config.logLevel, output);
    await runWorker(config, { logger, output, stop: stopRequested(logger) });
    return EXIT.stopped;
  } catch (error) {
    const known = error instanceof WorkerError ? error : undefined;
    const { name } = PROGRAM;
    reportEnd(error, { name, line: 'worker ends', known, unexpected: WORKER_ERRORS.unexpected, logger });
    return exitCodeOf(error);
  }
}

/** Variables of the doors, of the development stack, of clients and of the tests. */
const OF_OTHERS = /^CARAT_(?:DOORS_|PORT_|TEST_|DATABASE_FILE$|TEMPORAL_BINARY$|MAX_AMOUNT_CENTS$)/;

const PROGRAM = {
  name: 'carat-worker',
  purpose:
    'Carries the subscriptions out: asks Temporal for work, and calls the gateway for the merchants of its configuration.',
  example: 'CARAT_CONFIG=worker.json TEMPORAL_ADDRESS=localhost:7233 carat-worker',
  settings: SETTINGS,
};

runProgram(PROGRAM, main);
