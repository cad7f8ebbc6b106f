import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * A value that does not print: not in a message, not as JSON, not in a log, not in the debugger's view of an object.
 * Only the composition root reveals it.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself, for the one place that uses it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
