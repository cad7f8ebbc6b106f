import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { statusQuery } from '../../contract/messages';
import type { SubscriptionView } from '../../contract/view';
import type { ShownFlags } from './life-record';
import type { Scene } from './scene';

/** Whether search attributes say that a person should look; undefined when they say nothing of it. */
export function needsAttention(attributes: Record<string, string>): boolean | undefined {
  const value = attributes[SEARCH_ATTRIBUTES.needsAttention.name];
  return value === undefined ? undefined : JSON.parse(value) === true;
}

/** Reads which flags are up, after each workflow task while one is. */
export class AttentionLog {
  readonly shown: ShownFlags[] = [];
  readonly #scene: Scene;
  #isUp = false;

  constructor(scene: Scene) {
    this.#scene = scene;
    scene.watch({
      onAttributes: (attributes) => {
        this.#isUp = needsAttention(attributes) ?? this.#isUp;
        if (!this.#isUp) this.#add([]);
      },
      onTask: () => {
        if (this.#isUp) scene.time.after(0, () => this.#read());
      },
    });
  }

  async #read(): Promise<void> {
    const { execution } = this.#scene;
    if (execution.closedBy !== undefined || !execution.canBeAsked) return;
    this.#add(((await execution.query(statusQuery.name)) as SubscriptionView).attention);
  }

  #add(flags: string[]): void {
    const before = this.shown.at(-1)?.flags ?? [];
    if (before.join() !== flags.join()) this.shown.push({ at: this.#scene.time.now, flags: [...flags] });
  }
}
