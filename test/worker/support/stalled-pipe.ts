import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK_BYTES = 64 * 1024;

/** A real pipe whose reader does nothing until it is told to. */
export class StalledPipe {
  /** The end to write to, for a process or a stream. */
  readonly writeFd: number;
  readonly #readFd: number;
  #text = '';
  #isOpen = true;

  constructor(folder: string) {
    const path = join(folder, 'log.pipe');
    execFileSync('mkfifo', [path]);
    this.#readFd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.writeFd = openSync(path, constants.O_WRONLY);
  }

  /** Takes what stands in the pipe; returns how many bytes that were. */
  read(): number {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let bytes = 0;
    for (let count = this.#readNow(chunk); count > 0; count = this.#readNow(chunk)) {
      this.#text += chunk.toString('utf8', 0, count);
      bytes += count;
    }
    return bytes;
  }

  /** How many bytes were read so far. */
  get bytesRead(): number {
    return Buffer.byteLength(this.#text);
  }

  /** The whole lines that were read so far. */
  get lines(): Record<string, unknown>[] {
    const whole = this.#text.slice(0, this.#text.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The writer has it now. */
  closeWriteEnd(): void {
    closeSync(this.writeFd);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#readFd);
  }

  #readNow(chunk: Buffer): number {
    try {
      return readSync(this.#readFd, chunk);
    } catch (error) {
      // Nothing there now.
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      throw error;
    }
  }
}
