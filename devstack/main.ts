// `npm start`: scripts/setup/start-flags.mjs has told what it takes, before anything was obtained.
import { startDevelopmentStack, type DevelopmentStack } from './development-stack';
import { DEVSTACK_ERRORS, describeError, DevstackError } from './errors';
import { exitCodeOf, interruption } from './interruption';
import { readSettings, type Settings } from './settings';
import { Started } from './started';
import { stopInTime } from './stop-in-time';
import { temporalBinary } from './temporal-binary';
import { failWhenSomethingEnds } from './watching';
import { welcome } from './welcome';

const EXIT = { stopped: 0, failed: 1, usage: 2 } as const;

async function main(): Promise<number> {
  const interrupted = interruption();
  const started = new Started();
  try {
    const settings = readSettings(process.argv.slice(2), process.env);
    const running = await Promise.race([bringUp(settings, started), interrupted]);
    if (typeof running === 'string') return exitCodeOf(running);
    process.stdout.write(await welcome(running, settings));
    await Promise.race([interrupted, failWhenSomethingEnds(running.temporal, running.stack)]);
    say('stopping');
    return EXIT.stopped;
  } catch (error) {
    process.stderr.write(describeError('start', error));
    const isUsage = error instanceof DevstackError && error.code === DEVSTACK_ERRORS.invalidSetting;
    return isUsage ? EXIT.usage : EXIT.failed;
  } finally {
    await stopInTime(started, say);
  }
}

async function bringUp(settings: Settings, started: Started): Promise<DevelopmentStack> {
  const binary = temporalBinary('npm start');
  say('starting Temporal, the sandbox of the Carat Portal and the worker');
  return startDevelopmentStack(binary, settings, started);
}

/** Progress goes to standard error, so that standard output holds the addresses alone. */
function say(text: string): void {
  process.stderr.write(`start: ${text}\n`);
}

// Nothing that is left of a start that was given up may keep the process.
void main().then((exitCode) => process.exit(exitCode));
