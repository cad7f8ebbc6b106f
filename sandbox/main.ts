import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SandboxError } from './sandbox-error';
import { startSandbox, type Sandbox, type SandboxOptions } from './server';
import { storesFrom } from './stores-file';
import type { ClockMode } from './time/clock';

interface Flags {
  port: number;
  controlPort: number;
  host?: string;
  listenOn?: string;
  caFile?: string;
  tls?: string;
  stores?: string;
  doorsTls?: string;
  clock: ClockMode;
  seed?: number;
}

function integer(maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= maximum) return value;
    throw new InvalidArgumentError(`give a whole number from 0 to ${maximum}`);
  };
}

function readFlags(): Flags {
  const port = integer(65_535);
  const command = new Command('sandbox')
    .description('A simulator of the Carat Portal over HTTPS; stops on Ctrl-C')
    .addOption(
      new Option('--port <port>', 'port of the gateway side, 0 = any')
        .env('SANDBOX_PORT')
        .default(8443)
        .argParser(port),
    )
    .addOption(
      new Option('--control-port <port>', 'port of the control API, 0 = any')
        .env('SANDBOX_CONTROL_PORT')
        .default(8444)
        .argParser(port),
    )
    .addOption(
      new Option('--host <name>', 'host name in the certificate (default: localhost)').env('SANDBOX_HOST'),
    )
    .addOption(
      new Option('--listen-on <address>', 'where to listen (default: the host)').env('SANDBOX_LISTEN_ON'),
    )
    .addOption(
      new Option(
        '--ca-file <file>',
        'write the CA certificate here (default: a new temporary folder, removed at the end)',
      ).env('SANDBOX_CA_FILE'),
    )
    .addOption(
      new Option(
        '--tls <folder>',
        'keep the own certificate there over restarts (default: a new one at each start)',
      ).env('SANDBOX_TLS_FOLDER'),
    )
    .addOption(
      new Option(
        '--stores <file>',
        'JSON file with the doors of the stores, to which the gateway posts; needs --doors-tls',
      ).env('SANDBOX_STORES_FILE'),
    )
    .addOption(
      new Option('--doors-tls <folder>', 'make a certificate for those doors there, once').env(
        'SANDBOX_DOORS_TLS_FOLDER',
      ),
    )
    .addOption(
      new Option('--clock <mode>', 'follow real time, or stand until moved')
        .choices(['follow', 'manual'])
        .env('SANDBOX_CLOCK')
        .default('follow'),
    )
    .addOption(
      new Option('--seed <number>', 'repeats a run').env('SANDBOX_SEED').argParser(integer(2 ** 32 - 1)),
    );
  return command.parse().opts<Flags>();
}

async function describe(sandbox: Sandbox, clock: ClockMode): Promise<string> {
  const merchants = await sandbox.control.merchantIds();
  const cards = await sandbox.control.cards();
  return [
    `gateway   ${sandbox.baseUrl}`,
    `control   ${sandbox.controlUrl}`,
    `CA file   ${sandbox.caFile ?? ''}`,
    `clock     ${(await sandbox.control.now()).toISOString()}, ${clock}`,
    `seed      ${sandbox.seed}`,
    `stores    ${merchants.join(', ')}`,
    'cards     token of each documented test card',
    ...cards.map(({ brand, last4, token }) => `  ${brand.padEnd(15)} …${last4}  ${token}`),
    '',
  ].join('\n');
}

/** A folder of this run, gone with the process. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'carat-sandbox-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Empty variables count as not set. */
async function merchantsOf(stores = '', doorsTls = ''): Promise<Pick<SandboxOptions, 'merchants'>> {
  if (stores === '') return {};
  if (doorsTls === '') throw new SandboxError('sandbox_invalid_option', '--stores: give --doors-tls, too');
  return { merchants: await storesFrom(stores, doorsTls) };
}

async function main(): Promise<void> {
  const { clock, stores, doorsTls, tls = '', ...options } = readFlags();
  const folder = options.caFile === undefined ? temporaryFolder() : undefined;
  const sandbox = await startSandbox({
    ...options,
    ...(folder === undefined ? {} : { caFile: join(folder, 'ca.pem') }),
    ...(tls === '' ? {} : { tlsFolder: tls }),
    ...(await merchantsOf(stores, doorsTls)),
  });
  const stop = (): void => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await sandbox.control.setClockMode(clock);
  process.stdout.write(await describe(sandbox, clock));
}

main().catch((error: unknown) => {
  const text = error instanceof SandboxError ? `${error.code}: ${error.message}` : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
