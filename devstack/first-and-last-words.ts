import { LIMITS } from './limits';

/** Keeps how an output begins, where the cause stands, and how it ends. What is between them is dropped. */
export class FirstAndLastWords {
  #first = '';
  #last = '';
  #isCut = false;

  add(text: string): void {
    const room = Math.max(0, LIMITS.lastWordsChars - this.#first.length);
    this.#first += text.slice(0, room);
    const rest = this.#last + text.slice(room);
    this.#isCut ||= rest.length > LIMITS.lastWordsChars;
    this.#last = rest.slice(-LIMITS.lastWordsChars);
  }

  get text(): string {
    return `${this.#first}${this.#isCut ? '\n[…]\n' : ''}${this.#last}`.trim();
  }
}
