/** Something that was put down for a moment, and can be struck off. */
export interface Appointment {
  readonly atMs: number;
  cancel(): void;
}

interface Entry<T> {
  atMs: number;
  /** Order of putting down, which decides between equal moments. */
  sequence: number;
  act: T;
  cancelled: boolean;
}

/** What is put down for later, earliest first: a binary heap in which what was struck off is skipped when its turn comes. */
export class Agenda<T> {
  readonly #heap: Entry<T>[] = [];
  #sequence = 0;

  add(atMs: number, act: T): Appointment {
    const entry: Entry<T> = { atMs, sequence: (this.#sequence += 1), act, cancelled: false };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return {
      atMs,
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** Takes the first entry that is due by a moment; undefined when there is none. */
  takeUntil(endMs: number): { atMs: number; act: T } | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.atMs > endMs && !first.cancelled)) return undefined;
      this.#removeFirst();
      if (!first.cancelled) return first;
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    for (let index = from; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(from: number): void {
    for (let index = from; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let first = index;
      if (left < this.#heap.length && this.#isBefore(left, first)) first = left;
      if (right < this.#heap.length && this.#isBefore(right, first)) first = right;
      if (first === index) return;
      this.#swap(index, first);
      index = first;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
