import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from './errors.mjs';
import { checkout } from './folders.mjs';

/** Highest TCP port. */
const PORT_MAX = 65_535;
/** Columns of the help: of a terminal, and of those the flags take. */
const PAGE_COLUMNS = 80;
const FLAG_COLUMNS = 31;

/**
 * Answers `npm start -- --help` and refuses wrong flags before anything is installed or obtained.
 * @param {string[]} args
 * @returns {string | undefined} the help, where it was asked for
 * @throws {SetupError} `invalid_setting`
 */
export function checkStartFlags(args) {
  const { ports, others } = JSON.parse(readFileSync(join(checkout, 'devstack/flags.json'), 'utf8'));
  const values = valuesOf(args, ports, others);
  if (values.help) return helpOf(ports, others);
  for (const name of Object.keys(ports)) {
    const text = values[`port-${name}`];
    const isPort = text === undefined || (/^\d{1,5}$/.test(text) && text >= 1 && text <= PORT_MAX);
    if (!isPort) throw invalid(`--port-${name}: must be a port from 1 to ${PORT_MAX}`);
  }
  checkReceiver(values);
  return undefined;
}

/** What else an address must be is checked by webhooks/check-receiver.ts. */
function checkReceiver({ receiver, 'receiver-ca': caFile }) {
  if (receiver !== undefined && !/^https:\/\/./.test(receiver))
    throw invalid('--receiver: must begin with https://');
  if (caFile === undefined) return;
  if (receiver === undefined) throw invalid('--receiver-ca: belongs to --receiver, which is missing');
  if (!existsSync(caFile)) throw invalid(`--receiver-ca: there is no file ${caFile}`);
}

function valuesOf(args, ports, others) {
  const options = {
    ...Object.fromEntries(Object.keys(ports).map((name) => [`port-${name}`, { type: 'string' }])),
    ...Object.fromEntries(Object.entries(others).map(([name, { type }]) => [name, { type }])),
    help: { type: 'boolean', short: 'h' },
  };
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    throw invalid(error.message);
  }
}

function helpOf(ports, others) {
  const rows = [
    ...Object.entries(ports).map(([name, { purpose, variable, standard }]) => [
      `--port-${name} <port>`,
      `${purpose}; ${variable}, default ${standard}`,
    ]),
    ...Object.entries(others).map(([name, { value, purpose }]) => [`--${name}${value}`, purpose]),
  ];
  return `npm start [-- flags]

Temporal with Web UI, the sandbox of the Carat Portal, the worker and the
doors, for development only; stays until Ctrl-C.

${rows.map(([flag, purpose]) => `  ${flag.padEnd(FLAG_COLUMNS)}${inColumn(purpose)}`).join('\n')}
`;
}

/** A text in lines that end before the edge of a terminal, to the right of the flags. */
const inColumn = (text) =>
  text
    .split(' ')
    .reduce(
      ([line, ...before], word) =>
        line.length + 1 + word.length > PAGE_COLUMNS - FLAG_COLUMNS - 2
          ? [word, line, ...before]
          : [`${line} ${word}`.trim(), ...before],
      [''],
    )
    .reverse()
    .join(`\n${' '.repeat(FLAG_COLUMNS + 2)}`);

const invalid = (message) => new SetupError('invalid_setting', message, 'See `npm start -- --help`.', 2);
