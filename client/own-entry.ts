/** The entry of a table under a key that comes from elsewhere, e.g. `constructor`: of what every object inherits it finds nothing. */
export const ownEntry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
