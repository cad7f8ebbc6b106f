import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Chance from a seed. Each concern of a life draws from a stream of its own, so that one does not shift the others. */
export class Chance {
  readonly #generator: RandomGenerator;

  /** @param stream - name of the concern */
  constructor(seed: number, stream: string) {
    this.#generator = xoroshiro128plus(mixed(seed, stream));
  }

  /** True with a probability from 0 to 1. */
  happens(probability: number): boolean {
    return uniformFloat64(this.#generator) < probability;
  }

  /** A share from 0 to 1, 1 excluded. */
  share(): number {
    return uniformFloat64(this.#generator);
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** One of a list. */
  of<T>(choices: readonly T[]): T {
    const chosen = choices[this.whole(0, choices.length - 1)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  /** One of a list in which each has its weight. */
  weighed<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.share() * total;
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return choices[choices.length - 1]?.[1] as T;
  }
}

/** A number for a seed and a name (FNV-1a), so that neighbouring seeds and streams have nothing in common. */
function mixed(seed: number, stream: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${String(seed)}/${stream}`) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
