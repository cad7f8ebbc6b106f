import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { oddPlacesIn } from './json-places';
import { UsageError } from './usage-error';

/** Largest input file or standard input, bytes. */
const MAX_INPUT_BYTES = 65_536;

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
 * @throws UsageError when it cannot be read, is empty, is too long, is not JSON or has a name twice in one object; its text is never repeated
 */
export async function readJson(io: CliIo, file: string): Promise<unknown> {
  const text = await readText(file === '-' ? io.stdin : createReadStream(file));
  if (text.trim() === '')
    throw new UsageError(
      `--input: ${file === '-' ? 'standard input' : 'the file'} is empty`,
      'Give one JSON object; schemas/subscription-input.json shows the shape.',
    );
  const { error, repeated } = oddPlacesIn(text);
  const value = parsed(text, error);
  if (repeated === undefined) return value;
  throw new UsageError(`--input: has a name twice in one object (${repeated})`, 'Keep one of the two.');
}

function parsed(text: string, error: string | undefined): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `--input: is not valid JSON${error === undefined ? '' : ` (${error})`}`,
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
