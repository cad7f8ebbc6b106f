import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from './machine';

/** A checkout with the real scripts and next to nothing else, for tests that install into it or run programs of it. */
export class TinyCheckout {
  readonly folder: string;
  readonly run: string;

  constructor(parent: string) {
    this.folder = join(parent, 'checkout');
    this.run = join(this.folder, 'scripts', 'run.mjs');
    mkdirSync(this.folder);
    for (const name of ['scripts', 'tools']) {
      cpSync(join(checkout, name), join(this.folder, name), { recursive: true });
    }
    this.write('package.json', JSON.stringify({ name: 'tiny', version: '1.0.0' }));
    this.wantPackages({});
  }

  /** Writes a file of the checkout. */
  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Writes package-lock.json: version by package name. */
  wantPackages(versions: Record<string, string>): void {
    this.write(
      'package-lock.json',
      lockFile({ '': { name: 'tiny', version: '1.0.0' }, ...entries(versions) }),
    );
  }

  /** Writes what npm leaves behind after an installation: version by package name. */
  havePackages(versions: Record<string, string>): void {
    this.write('node_modules/.package-lock.json', lockFile(entries(versions)));
  }

  /** Makes the TypeScript loader available, as an installation would. */
  installLoader(): void {
    this.havePackages({});
    symlinkSync(join(checkout, 'node_modules', 'tsx'), join(this.folder, 'node_modules', 'tsx'), 'dir');
  }
}

function entries(versions: Record<string, string>): Record<string, { version: string }> {
  return Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
}

function lockFile(packages: Record<string, unknown>): string {
  return JSON.stringify({ name: 'tiny', version: '1.0.0', lockfileVersion: 3, requires: true, packages });
}
