#!/usr/bin/env node
// The process of the doors. Settings: http/config/settings.ts; exit codes: program/exit-codes.ts.
import { temporalClientLater } from '../client/connect';
import { InvalidSettingsError } from '../client/errors/subscription-errors';
import type { LogOutput } from '../program/log/bounded-output';
import { warnOfUnknown } from '../program/config/unknown-variables';
import { EXIT } from '../program/exit-codes';
import { createLogger, type ProgramLogger } from '../program/log/logger';
import { reportEnd, runProgram } from '../program/run-program';
import { stopRequested } from '../program/stop-signals';
import { describeDoorsConfig } from './config/describe-config';
import { loadDoorsConfig } from './config/load-config';
import { SETTINGS } from './config/settings';
import { DOORS_ERRORS, DoorsError, InvalidDoorsConfigError } from './errors';
import { exitCodeOf } from './exit-codes';
import { openDoors } from './running-doors';

const SERVICE = 'carat-doors';

async function main(output: LogOutput): Promise<number> {
  let logger: ProgramLogger = createLogger('info', output, SERVICE);
  try {
    warnOfUnknown(logger, process.env, { prefix: 'CARAT_DOORS_', settings: SETTINGS });
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
    const known = error instanceof DoorsError ? error : undefined;
    reportEnd(error, {
      name: SERVICE,
      line: 'doors end',
      known,
      unexpected: DOORS_ERRORS.unexpected,
      logger,
    });
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

const PROGRAM = {
  name: SERVICE,
  purpose: 'Takes the posts of the gateway, and tells the subscriptions that there is something to look at.',
  example: 'CARAT_DOORS_CONFIG=doors.json CARAT_DOORS_BEHIND_PROXY=127.0.0.1 carat-doors',
  settings: SETTINGS,
};

runProgram(PROGRAM, main);
