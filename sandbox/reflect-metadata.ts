/**
 * The part of the Reflect metadata proposal that @peculiar/x509 needs at load time (through tsyringe), for a
 * process that has no polyfill of its own: one that is already there is left alone.
 */
type Key = string | symbol | undefined;

const metadata = new WeakMap<object, Map<Key, Map<unknown, unknown>>>();

function getOwnMetadata(name: unknown, target: object, property?: Key): unknown {
  return metadata.get(target)?.get(property)?.get(name);
}

function getMetadata(name: unknown, target: object, property?: Key): unknown {
  for (let level: object | null = target; level !== null; level = Reflect.getPrototypeOf(level)) {
    const found = getOwnMetadata(name, level, property);
    if (found !== undefined) return found;
  }
  return undefined;
}

function defineMetadata(name: unknown, value: unknown, target: object, property?: Key): void {
  const ofTarget = metadata.get(target) ?? new Map<Key, Map<unknown, unknown>>();
  const ofProperty = ofTarget.get(property) ?? new Map<unknown, unknown>();
  metadata.set(target, ofTarget.set(property, ofProperty.set(name, value)));
}

function decorator(name: unknown, value: unknown): (target: object, property?: Key) => void {
  return (target, property) => {
    defineMetadata(name, value, target, property);
  };
}

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getMetadata, getOwnMetadata, defineMetadata, metadata: decorator });
}
