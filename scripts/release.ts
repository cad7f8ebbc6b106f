/**
 * `npm run release [-- --dry-run]`: builds and packs what is published, from a clean folder. It publishes nothing: it prints the
 * commands, and a person runs them. With `--dry-run` what is only true on the day of a release is not asked for.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './packages/assemble';
import { releasedSection, unreleasedSection } from './packages/changelog';
import { PACKAGES } from './packages/package-plan';

const CHECKOUT = join(__dirname, '..');
const INTO = join(CHECKOUT, 'dist', 'packages');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const read = (file: string): string => readFileSync(join(CHECKOUT, file), 'utf8');
const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { cwd: CHECKOUT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** What a release may not go out with, each with what to do. */
function problems(version: string, isDryRun: boolean): string[] {
  const changelog = read('CHANGELOG.md');
  const released = releasedSection(changelog, version);
  if (isDryRun)
    return released === undefined && unreleasedSection(changelog) === undefined
      ? [`CHANGELOG.md says nothing about ${version}: write it under [Unreleased]`]
      : [];
  const found: string[] = [];
  if (released === undefined)
    found.push(`CHANGELOG.md has no "## [${version}] - <date>": rename [Unreleased] and add the date`);
  if (run('git', ['status', '--porcelain']) !== '') found.push('the checkout has changes: commit them first');
  if (!run('git', ['tag', '--points-at', 'HEAD']).split('\n').includes(`v${version}`))
    found.push(`HEAD has no tag v${version}: git tag -s v${version}`);
  return found;
}

/** Packs one folder as npm publishes it, and tells what is in it. */
function pack(folder: string): string {
  const answer = run('npm', ['pack', folder, '--json', '--silent', '--pack-destination', INTO]);
  const [packed] = JSON.parse(answer) as { filename: string; entryCount: number; unpackedSize: number }[];
  if (packed === undefined) throw new Error(`npm packed nothing of ${folder}`);
  const tarball = join(INTO, packed.filename);
  const kib = (bytes: number): string => `${String(Math.round(bytes / 1024))} KiB`;
  say(
    `${packed.filename}: ${String(packed.entryCount)} files, ${kib(packed.unpackedSize)}, packed ${kib(statSync(tarball).size)}`,
  );
  return packed.filename;
}

function main(args: readonly string[]): void {
  const unknown = args.find((arg) => arg !== '--dry-run');
  if (unknown !== undefined) {
    process.stderr.write(`release: ${unknown} is not known. Next: npm run release -- --dry-run\n`);
    process.exitCode = 2;
    return;
  }
  const isDryRun = args.includes('--dry-run');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const found = problems(version, isDryRun);
  for (const problem of found) process.stderr.write(`release: ${problem}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
  if (found.length > 0) return;
  rmSync(join(CHECKOUT, 'dist'), { recursive: true, force: true });
  run('npm', ['run', '--silent', 'build']);
  const tarballs = PACKAGES.map((plan) => pack(assemble(CHECKOUT, plan)));
  say(isDryRun ? 'dry run: nothing is published' : 'to publish:');
  if (!isDryRun)
    for (const tarball of tarballs) say(`  npm publish --access public dist/packages/${tarball}`);
}

main(process.argv.slice(2));
