import pino from 'pino';
import type { LogLevel } from '../config/schema-parts';

/** The log of a program: one JSON object a line on standard output, for the collector of the platform. */
export type ProgramLogger = pino.Logger;

/**
 * @param destination - where the lines go, each with its line break; must not wait
 * @param service - the program, as its lines name it
 */
export function createLogger(
  level: LogLevel,
  destination: pino.DestinationStream,
  service = 'carat-worker',
): ProgramLogger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    // The level as a word: collectors differ in what they think of numbers.
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}
