/** The fields of `T` without `undefined`: each is absent or has a value. */
export type DefinedOnly<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the fields that are undefined: plain JSON has none, and an optional field is absent rather than undefined. */
export const definedOnly = <T extends object>(fields: T): DefinedOnly<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as DefinedOnly<T>;
