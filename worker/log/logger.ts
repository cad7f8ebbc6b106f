import pino from 'pino';
import type { LogLevel } from '../config/schema';

/** The worker's log: one JSON object a line on standard output, for the collector of the platform. */
export type WorkerLogger = pino.Logger;

/** @param destination - where the lines go, each with its line break; must not wait */
export function createLogger(level: LogLevel, destination: pino.DestinationStream): WorkerLogger {
  const options = {
    level,
    base: { service: 'carat-worker' },
    timestamp: pino.stdTimeFunctions.isoTime,
    // The level as a word: collectors differ in what they think of numbers.
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}
