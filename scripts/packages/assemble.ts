import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dependenciesOf } from './dependencies';
import { EVERY_PACKAGE, type PackagePlan } from './package-plan';
import { reachableFrom } from './reachable';

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
}

/**
 * Puts one package together in a folder of its own, as it will be published.
 *
 * @returns the folder
 * @throws where the build is incomplete or a dependency is not listed
 */
export function assemble(checkout: string, plan: PackagePlan): string {
  const into = join(checkout, 'dist', 'packages', plan.folder);
  const from = join(checkout, 'packages', plan.folder);
  const root = readManifest(join(checkout, 'package.json')) as Manifest;
  const { files, packages } = reachableFrom(checkout, plan.entries);
  const maps = plan.maps ? files.filter((file) => file.endsWith('.js')).map((file) => `${file}.map`) : [];
  rmSync(into, { recursive: true, force: true });
  for (const file of [...files, ...maps, ...plan.besides, ...EVERY_PACKAGE]) copy(checkout, into, file);
  cpSync(join(from, 'README.md'), join(into, 'README.md'));
  const manifest = {
    ...readManifest(join(from, 'package.json')),
    version: root.version,
    ...dependenciesOf(packages, root.dependencies, plan),
  };
  writeFileSync(join(into, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return into;
}

const readManifest = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;

/** Pictures stay in the checkout: a package is read in an editor. */
function copy(checkout: string, into: string, file: string): void {
  mkdirSync(dirname(join(into, file)), { recursive: true });
  cpSync(join(checkout, file), join(into, file), {
    recursive: true,
    filter: (source) => !source.endsWith('.png'),
  });
}
