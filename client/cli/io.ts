import { createReadStream } from 'node:fs';
import { parse, type ParseError } from 'jsonc-parser';
import type { Readable } from 'node:stream';
import { UsageError } from './usage-error';

/** Largest input file or standard input, bytes. */
const MAX_INPUT_BYTES = 65_536;

/** Where the first error is; the text itself is never repeated. */
function placeOf(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return '';
  const before = text.slice(0, first.offset).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`;
}

/** The streams and the environment of one run of the command line. */
export interface CliIo {
  out: (text: string) => void;
  err: (text: string) => void;
  stdin: Readable;
  env: Readonly<Record<string, string>>;
  /** The terminal that answers go to; absent where they go to a file or another program. */
  terminal?: { columns: number } | undefined;
  /** What was typed after the name of the program; `runCli` sets it. */
  typed?: readonly string[];
  /** For what goes on until it is stopped: aborted when somebody asks for that. Without it, it goes on as long as the process. */
  untilStopped?: () => AbortSignal;
}

/**
 * Reads the JSON of a file, or of standard input for `-`.
 *
 * @throws UsageError when it cannot be read, is empty, is too long or is not JSON; its text is never repeated
 */
export async function readJson(io: CliIo, file: string): Promise<unknown> {
  const text = await readText(file === '-' ? io.stdin : createReadStream(file));
  if (text.trim() === '')
    throw new UsageError(
      `--input: ${file === '-' ? 'standard input' : 'the file'} is empty`,
      'Give one JSON object; schemas/subscription-input.json shows the shape.',
    );
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `--input: is not valid JSON${placeOf(text)}`,
      'Check quotes and commas; schemas/subscription-input.json shows the shape.',
    );
  }
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const part = Buffer.from(chunk);
      bytes += part.length;
      if (bytes > MAX_INPUT_BYTES) break;
      chunks.push(part);
    }
  } catch {
    throw new UsageError('--input: the file cannot be read', 'Check the path and its permissions.');
  }
  if (bytes > MAX_INPUT_BYTES) throw new UsageError(`--input: is longer than ${MAX_INPUT_BYTES} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}
