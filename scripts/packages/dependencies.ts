/** The dependencies of a published package. */
export interface Dependencies {
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/**
 * What a package depends on, with the versions of the checkout. A program pins what it was tested with. A library leaves room, so
 * that the installer's tree holds one copy; Temporal's packages are then the installer's own.
 *
 * @throws where code imports a package that the checkout does not list
 */
export function dependenciesOf(
  packages: readonly string[],
  listed: Readonly<Record<string, string>>,
  { temporalIsPeer }: { temporalIsPeer: boolean },
): Dependencies {
  const versionOf = (name: string): string => {
    const version = listed[name];
    if (version === undefined) throw new Error(`${name} is imported, but package.json does not list it`);
    return temporalIsPeer ? `^${version}` : version;
  };
  const isPeer = (name: string): boolean => temporalIsPeer && name.startsWith('@temporalio/');
  const chosen = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, versionOf(name)]));
  const peers = packages.filter(isPeer);
  return {
    dependencies: chosen(packages.filter((name) => !isPeer(name))),
    ...(peers.length === 0 ? {} : { peerDependencies: chosen(peers) }),
  };
}
