import { AsyncLocalStorage } from 'node:async_hooks';

/** What one storage holds in an asynchronous context, and what others do around it. */
interface Held {
  storage: SharedStorage<unknown>;
  store: unknown;
  around: Held | undefined;
}

/**
 * All storages of evaluated workflow code rest on this one. Node carries each storage from promise to promise by itself; the SDK has
 * three for every instance of its code, and carrying them was the dearest thing that a simulated life did.
 */
const held = new AsyncLocalStorage<Held | undefined>();

/** An `AsyncLocalStorage` as far as the SDK's workflow library uses one. */
export class SharedStorage<Store> {
  getStore(): Store | undefined {
    for (let one = held.getStore(); one !== undefined; one = one.around)
      if (one.storage === this) return one.store as Store;
    return undefined;
  }

  run<Result>(store: Store, callback: (...args: unknown[]) => Result, ...args: unknown[]): Result {
    const around = held.getStore();
    // What it held before cannot be seen from within.
    const others = around?.storage === this ? around.around : around;
    return held.run({ storage: this, store, around: others }, callback, ...args);
  }
}
