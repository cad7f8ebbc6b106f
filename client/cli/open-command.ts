import type { Command } from 'commander';
import { temporalPlace } from '../connect';
import { workflowIdFor } from '../reference';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { connectOptions, print, type CommonFlags } from './session';
import { readRef, SUBSCRIPTION_HELP } from './subscription-argument';
import { UsageError } from './usage-error';

/** Where a development server has its Web UI: a thousand above the server, as the Temporal CLI does. */
const UI_ABOVE = 1_000;
/** The variable that says where the Web UI is. */
const UI_VARIABLE = 'TEMPORAL_UI_URL';

/** Adds `open`: the address of a subscription in the Web UI. */
export function addOpen(program: Command, io: CliIo): void {
  const command = program
    .command('open')
    .summary('print the address of a subscription in the Web UI')
    .description('Prints the address of a subscription in the Temporal Web UI. Nothing is connected to.')
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .option('--ui <url>', `address of the Web UI; ${UI_VARIABLE}; of a server on this machine it is guessed`)
    .action((text: string, _flags: unknown, typed: Command) => {
      open(io, text, typed.optsWithGlobals());
    });
  addExamples(command, () => [
    'carat open loja-a/A0001',
    'carat open loja-a/A0001 --ui https://temporal.example.com',
  ]);
}

function open(io: CliIo, text: string, flags: CommonFlags & { ui?: string }): void {
  const workflowId = workflowIdFor(readRef(text));
  const { address, namespace } = temporalPlace(connectOptions(io, flags));
  const ui = (flags.ui ?? io.env[UI_VARIABLE] ?? guessed(address)).replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s/]+/i.test(ui))
    throw new UsageError(`--ui: must be an address that begins with http:// or https://`);
  const url = `${ui}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
  print(io, flags, { url }, () => url);
}

/** @throws UsageError where the server is not on this machine */
function guessed(address: string): string {
  const [, host, port] = /^(localhost|127\.0\.0\.1|\[::1\]):(\d+)$/.exec(address) ?? [];
  if (host !== undefined && port !== undefined) return `http://${host}:${String(Number(port) + UI_ABOVE)}`;
  throw new UsageError(
    'where the Web UI of this server is, is not known',
    `Give its address with --ui, or set ${UI_VARIABLE}.`,
  );
}
