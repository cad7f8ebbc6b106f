import { Script } from 'node:vm';

/** Resolves what evaluated code requires. */
export type Require = (name: string) => unknown;

/**
 * Evaluates bundled code with an object in the place of `globalThis`: the names that the bundle replaces are looked up there.
 * Returns what it exports.
 */
export function evaluate(code: string, name: string, globals: object, require: Require): unknown {
  const wrapped = `(function (require, module, exports, globalThis) {${code}\n})`;
  const run = new Script(wrapped, { filename: `${name}.js` }).runInThisContext() as (
    require: Require,
    module: { exports: unknown },
    exports: unknown,
    globals: object,
  ) => void;
  const module = { exports: {} };
  run(require, module, module.exports, globals);
  return module.exports;
}

/** An object that stands for `globalThis`: the host's names, and those that are given. */
export function globalsWith(names: Record<string, unknown>): Record<string, unknown> {
  const globals = Object.create(globalThis) as Record<string, unknown>;
  const own = { Math: copyOfMath(), ...names, globalThis: globals };
  // Defined, not assigned: some of the host's names are accessors, and an assignment would change the host.
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(globals, name, { value, writable: true, configurable: true });
  return globals;
}

/** A `Math` of its own: the SDK replaces its `random`. */
function copyOfMath(): typeof Math {
  return Object.create(null, Object.getOwnPropertyDescriptors(Math)) as typeof Math;
}
