import { join } from 'node:path';
import { obtainTemporalServer } from '../temporal-server.mjs';
import { commands } from './commands.mjs';
import { SetupError } from './errors.mjs';
import { checkout } from './folders.mjs';
import { ensureInstalled } from './install.mjs';
import { runProgram } from './program.mjs';
import { say } from './say.mjs';

/**
 * `run.mjs <command> [args…]`: makes ready what the command needs and becomes it. `run.mjs --prepare` only installs.
 * Sets the exit code of this process: the program's own, or 1 with a coded error on standard error.
 * @param {string[]} args
 */
export async function main([name, ...args]) {
  try {
    if (name === '--prepare') return await ensureInstalled(checkout, say);
    const answer = Object.hasOwn(commands, name ?? '') ? commands[name].answersBefore?.(args) : undefined;
    if (answer !== undefined) return void process.stdout.write(answer);
    process.exitCode = await runProgram(...(await prepare(name, args)));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.toString());
    process.exitCode = error.exitCode;
  }
}

async function prepare(name, args) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (command === undefined) throw unknownCommand(name);
  await ensureInstalled(checkout, say);
  const env = { ...process.env };
  delete env.CARAT_TEST_REPORT;
  if (command.needsTemporal) env.CARAT_TEMPORAL_BINARY = (await obtainTemporalServer({ log: say })).path;
  const loader = command.loader === undefined ? [] : ['--import', command.loader];
  const ownArgs = command.args?.(process.env) ?? [];
  return [[...loader, join(checkout, command.file), ...ownArgs, ...args], { cwd: checkout, env }];
}

function unknownCommand(name) {
  return new SetupError(
    'unknown_command',
    name === undefined ? 'no command given' : `there is no command "${name}"`,
    `use one of ${Object.keys(commands).join(', ')}, or --prepare to install only.`,
  );
}
