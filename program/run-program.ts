import type { CodedError } from '../contract/coded-error';
import type { Problem } from '../contract/problems';
import { answerArguments, type Program } from './command-line';
import { EXIT } from './exit-codes';
import { LIMITS } from './limits';
import { boundedOutput, type LogOutput } from './log/bounded-output';
import type { ProgramLogger } from './log/logger';
import { safeError } from './log/safe-error';
import { keepMemoryOffDisk } from './memory-off-disk';
import { keepDebuggerClosed } from './no-debugger';

/**
 * Answers what is asked at the command line, or runs the program until it ends, and the process with it.
 *
 * @param main - runs it; its exit code
 */
export function runProgram(program: Program, main: (output: LogOutput) => Promise<number>): void {
  const answer = answerArguments(process.argv.slice(2), program);
  if (answer === undefined) {
    // Timers and sockets of a start that was given up must not keep the process.
    void run(program.name, main).then((code) => process.exit(code));
  } else {
    (answer.isHelp ? process.stdout : process.stderr).write(answer.text);
    process.exitCode = answer.isHelp ? EXIT.stopped : EXIT.invalidConfig;
  }
}

async function run(name: string, main: (output: LogOutput) => Promise<number>): Promise<number> {
  process.setSourceMapsEnabled(true);
  keepMemoryOffDisk();
  keepDebuggerClosed();
  const output = boundedOutput(process.stdout, LIMITS.logBufferChars, name);
  const code = await main(output);
  await output.drained(LIMITS.logDrainMs);
  return code;
}

/** How a program tells of its end. */
export interface ProgramEnd<Code extends string> {
  name: string;
  /** The line of the log, e.g. `worker ends`. */
  line: string;
  /** The error, where it is one of the program's. */
  known: (CodedError<Code> & { problems?: readonly Problem[] }) | undefined;
  /** The code of what nobody foresaw. */
  unexpected: Code;
  logger: ProgramLogger;
}

/** One line for the collector, and for people the same on standard error, with what to do next. */
export function reportEnd<Code extends string>(error: unknown, end: ProgramEnd<Code>): void {
  const safe = safeError(error);
  end.logger.fatal({ error: safe }, end.line);
  const { code, message, nextStep, problems } = end.known ?? {
    code: end.unexpected,
    message: `${safe.name}: ${safe.message}`,
    nextStep: `Look at the line "${end.line}" in the log: it has the place and the cause.`,
  };
  const lines =
    problems === undefined
      ? [message]
      : [
          'the configuration cannot be used:',
          ...problems.map(({ field, problem }) => `  ${field}: ${problem}`),
        ];
  process.stderr.write(`${end.name}: error ${code}: ${lines.join('\n')}\nNext: ${nextStep}\n`);
}
