import { LIMITS } from './limits';

/** Keeps the last lines of a log: nobody wants to see them unless something goes wrong. */
export class RecentLines {
  readonly #lines: string[] = [];

  write(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > LIMITS.recentLines) this.#lines.shift();
  }

  text(): string {
    return this.#lines.join('');
  }
}
